import { enterNegotiation, given, recordInterest, recordPass } from '#acquisition/domain';
import type { Step } from '#acquisition/importing';
import { ask, remarkOnBuyer } from '#acquisition/importing';
import type { RowMapping } from '../mapped';
import { asNote } from '../mapped';
import { rightsGivenIn } from '../rights-of-row';

const WHO = ['bidders', 'bidder', 'buyers', 'buyer'] as const;

/** One entry for each buyer that the row names. */
const forEachBuyer =
  (stepOf: (fields: Parameters<RowMapping>[0]) => (buyer: string) => Step): RowMapping =>
  (fields) => {
    const buyers = fields.texts(...WHO) ?? [];
    const step = stepOf(fields);
    const [first, ...others] = buyers.map(step);
    if (first === undefined) return asNote('no buyer is named');
    return { steps: [first, ...others], remarks: buyers.flatMap(remarkOnBuyer) };
  };

export const interest: RowMapping = forEachBuyer((fields) => {
  const rights = rightsGivenIn(fields);
  return (buyer) => ask(recordInterest, { buyer, ...given({ rights }) });
});

export const pass: RowMapping = forEachBuyer((fields) => {
  const reason = fields.text('reason');
  return (buyer) => ask(recordPass, { buyer, ...given({ reason }) });
});

export const negotiating: RowMapping = forEachBuyer((fields) => {
  const exclusive = fields.flag('exclusive') ?? false;
  const rights = rightsGivenIn(fields);
  return (buyer) => ask(enterNegotiation, { buyer, exclusive, ...given({ rights }) });
});
