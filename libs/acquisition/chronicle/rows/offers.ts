import type { OccurredAt } from '#acquisition/domain';
import { counterOffer, declineOffer, given, makeOffer, withdrawOffer } from '#acquisition/domain';
import type { Step } from '#acquisition/importing';
import { ask, askAboutBegun, remarkOnBuyer } from '#acquisition/importing';
import type { RowMapping } from '../mapped';
import { asNote } from '../mapped';
import { rightsGivenIn, rightsOfRow } from '../rights-of-row';
import { termsOfRow } from '../terms-of-row';

const LOST = /\b(?:lost|beaten|outbid|declined|rejected|refused|turned down|unsuccessful)\b/i;
const TAKEN_BACK = /\bwithdr(?:e|a)wn?\b|\btaken back\b/i;

const closing = (outcome: string, occurredAt: OccurredAt): Step =>
  TAKEN_BACK.test(outcome)
    ? askAboutBegun(withdrawOffer, (offerId) => ({ offerId, reason: outcome }), occurredAt)
    : askAboutBegun(declineOffer, (offerId) => ({ offerId, reason: outcome }), occurredAt);

/** An offer; one that was lost is declined on the day the film was acquired next, or at once when it was not. */
export const offer: RowMapping = (fields, { row, nextAcquisition }) => {
  const buyer = fields.text('bidder', 'buyer');
  if (buyer === undefined) return asNote('no bidder is named');
  const { rights, remarks: onRights } = rightsOfRow(fields, 'all rights');
  const { terms, remarks: onTerms } = termsOfRow(fields);
  const remarks = [...remarkOnBuyer(buyer), ...onRights, ...onTerms];
  const made = ask(makeOffer, { buyer, rights, terms });
  const told = fields.peek('outcome');
  if (typeof told !== 'string' || !(LOST.test(told) || TAKEN_BACK.test(told))) {
    const open = 'no outcome is given: it stays open until another entry closes it';
    return { steps: [made], remarks: [...remarks, open] };
  }
  fields.take('outcome');
  const isAtAcquisition = LOST.test(told) && nextAcquisition !== undefined;
  const step = closing(told, isAtAcquisition ? nextAcquisition : row.occurredAt);
  const when = isAtAcquisition ? 'when the film was acquired' : 'on the day of the offer';
  return { steps: [made, step], remarks: [...remarks, `"${told}": closed ${when}`] };
};

/** New terms for the only offer that is open; in a chronicle it is the buyer who restructures. */
export const counter: RowMapping = (fields, { film }) => {
  const open = [...film.offers.values()].filter(({ status }) => status === 'live' || status === 'countered');
  const [only] = open;
  if (only === undefined) return asNote('no offer is open that it could answer');
  if (open.length > 1) return asNote(`${String(open.length)} offers are open: it is not said which one it answers`);
  const by = fields.peek('by') === 'seller' ? 'seller' : 'buyer';
  if (by === 'seller') fields.take('by');
  const { terms, remarks } = termsOfRow(fields);
  if (Object.keys(terms).length === 0) return asNote('no terms are given');
  const rights = rightsGivenIn(fields);
  return {
    steps: [ask(counterOffer, { offerId: only.offerId, by, terms, ...given({ rights }) })],
    remarks: [...remarks, `taken for an answer to the only open offer, that of ${only.buyer}`],
  };
};
