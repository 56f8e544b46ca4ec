import type { Amount, AmountRequest, Deal, TermsRequest } from '#acquisition/domain';
import { correctEntry, given } from '#acquisition/domain';
import { ask } from '#acquisition/importing';
import type { RowMapping } from '../mapped';
import { asNote } from '../mapped';
import { priceOfRow } from '../price-of-row';

type Sum = Required<Pick<AmountRequest, 'minor' | 'currency'>>;

const isLessThan = (guarantee: Amount, { minor, currency }: Sum): guarantee is Amount & { kind: 'exact' } =>
  guarantee.kind === 'exact' && guarantee.currency === currency && guarantee.minor < minor;

/**
 * The terms that make a headline total. A total that is reported later says nothing against the guarantee that is
 * known: what it is more, is guaranteed bonuses. Any other figure replaces the guarantee.
 */
function termsWithTotal(deal: Deal, total: Sum, told: AmountRequest): TermsRequest {
  const { guarantee, guaranteedBonuses } = deal.terms;
  if (isLessThan(guarantee, total)) {
    return { guaranteedBonuses: [{ minor: total.minor - guarantee.minor, currency: total.currency }] };
  }
  return { guarantee: told, ...(guaranteedBonuses === undefined ? {} : { guaranteedBonuses: [] }) };
}

export const priceCorrected: RowMapping = (fields, { film }) => {
  const deal = [...film.deals.values()].at(-1);
  if (deal === undefined) return asNote('no deal is recorded whose price it could correct');
  const price = fields.peek('price');
  const { amount } = priceOfRow(fields);
  const { minor, currency } = amount;
  if (minor === undefined || currency === undefined) return asNote('the right price is not given as a figure');
  const terms = termsWithTotal(deal, { minor, currency }, amount);
  const reason = fields.text('note', 'reason');
  // The total itself stands nowhere in an entry that says what it adds to the guarantee.
  if (terms.guarantee === undefined) fields.keep('price', price);
  return {
    steps: [ask(correctEntry, { corrects: deal.dealId, changes: { terms }, ...given({ reason }) })],
    remarks: [
      `corrects the latest deal, that of ${deal.buyer}` +
        (terms.guarantee === undefined ? ': what the total exceeds the guarantee by is guaranteed bonuses' : ''),
    ],
  };
};
