import type { FilmState, OccurredAt, Rule } from '#acquisition/domain';
import {
  acceptOffer,
  acquireFilm,
  counterOffer,
  declineOffer,
  executeLongForm,
  given,
  makeOffer,
  record,
  refuse,
  withdrawOffer,
} from '#acquisition/domain';
import type { Step } from '#acquisition/importing';
import { ask } from '#acquisition/importing';
import type { SaleRow } from './sale-row';

/** A step by its name: when a row comes again with a later status, only the steps that are new are recorded. */
export interface NamedStep {
  readonly name: 'made' | 'countered' | 'accepted' | 'declined' | 'lapsed' | 'withdrawn' | 'signed' | 'long form';
  readonly step: Step;
}

/** Ids of what the row begins, by the names of the steps that begin it. */
export type IdOf = (step: NamedStep['name']) => string;

/** That an offer ran out, as a sheet tells it; the clock of offers says it of those that say when. */
const lapseOffer: Rule<{ readonly offerId: string }> = (film, { offerId }) => {
  const offer = film.offers.get(offerId);
  return offer?.status === 'live' || offer?.status === 'countered'
    ? record('OfferLapsed', { offerId })
    : refuse('conflict', 'offer-is-dead', 'The offer cannot lapse: it is not open any more.');
};

const named = <Details>(name: NamedStep['name'], rule: Rule<Details>, details: Details, on: OccurredAt): NamedStep => ({
  name,
  step: ask(rule, details, on),
});

const made = ({ sale, expiresAt }: SaleRow): NamedStep => {
  const { buyer, rights, terms, on } = sale;
  return named('made', makeOffer, { buyer, rights, terms, ...given({ expiresAt }) }, on);
};

/** What the seller asked instead; where only that is known, the price on the table is not. */
function countered({ sale, outcome }: SaleRow, offerId: string, on: OccurredAt): NamedStep {
  const terms = { ...sale.terms, guarantee: outcome.counter ?? { words: 'counter, price not stated' } };
  return named('countered', counterOffer, { offerId, by: 'seller', terms }, on);
}

function answered(row: SaleRow, offerId: string): readonly NamedStep[] {
  const { status, said: reason } = row.outcome;
  const on = row.outcome.answered ?? row.sale.on;
  switch (status) {
    case 'countered':
      return [countered(row, offerId, on)];
    case 'accepted':
      return [named('accepted', acceptOffer, { offerId }, on)];
    case 'declined':
      return [named('declined', declineOffer, { offerId, reason }, on)];
    case 'withdrawn':
      return [named('withdrawn', withdrawOffer, { offerId, reason }, on)];
    case 'lapsed':
      return [named('lapsed', lapseOffer, { offerId }, row.outcome.answered ?? lapsedOn(row))];
    default:
      return [];
  }
}

const lapsedOn = ({ sale: { on }, expiresAt }: SaleRow): OccurredAt =>
  expiresAt === undefined ? on : { on: expiresAt, precision: 'instant' };

/** The offer that a deal was made on: that of the same row, which may have been imported before as an offer. */
function offerOf(film: FilmState, offerId: string): string | undefined {
  const status = film.offers.get(offerId)?.status;
  return status === 'live' || status === 'countered' || status === 'accepted' ? offerId : undefined;
}

function deal(row: SaleRow, idOf: IdOf): readonly NamedStep[] {
  const { buyer, rights, terms, on } = row.sale;
  const { signed = on, longForm, status } = row.outcome;
  const memo: NamedStep = {
    name: 'signed',
    step: {
      decide: (film, entry, begun) => {
        const offerId = offerOf(film, idOf('made'));
        return ask(acquireFilm, { buyer, rights, terms, ...given({ offerId }) }).decide(film, entry, begun);
      },
      occurredAt: signed,
    },
  };
  const executed = named('long form', executeLongForm, { dealId: idOf('signed') }, longForm ?? signed);
  return status === 'long form' ? [memo, executed] : [memo];
}

/**
 * What a row is recorded as. A deal whose row tells when it was offered, and when it was signed, is both: an offer and the
 * deal on it; otherwise only its outcome is known. An offer that was imported before, and is signed by now, is the one
 * that the deal is made on.
 */
export function stepsOfRow(
  row: SaleRow,
  idOf: IdOf,
  isRecorded: (step: NamedStep['name']) => boolean,
): readonly NamedStep[] {
  const { status, signed } = row.outcome;
  if (status !== 'signed' && status !== 'long form') return [made(row), ...answered(row, idOf('made'))];
  const tellsBoth = row.tellsOffer && signed !== undefined;
  return tellsBoth || isRecorded('made') ? [made(row), ...deal(row, idOf)] : deal(row, idOf);
}
