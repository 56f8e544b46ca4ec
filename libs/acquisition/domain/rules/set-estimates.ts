import type { Estimate } from '../events';
import type { Amount } from '../money';
import type { RightsRequest } from '../rights';
import { readRights } from './asked-rights';
import type { AmountRequest } from './asked-terms';
import { readAmount } from './asked-terms';
import { leastOf } from './below-take';
import type { FieldProblem, Rule } from './decision';
import { given, record, refuseFields } from './decision';

export interface EstimateDetails {
  readonly rights: RightsRequest;
  readonly ask?: AmountRequest;
  readonly take?: AmountRequest;
}

/** A take that no offer can be compared with would hold back none: it is refused. */
const NO_TAKE =
  'is no sum that an offer can be compared with: give `minor`, more than 0, and `currency`, or `words` that say at least how much, such as "at least USD 3 million"; or leave it out';

const isTake = (amount: Amount): boolean => (leastOf(amount)?.minor ?? 0) > 0;

/** Sets ask and take, all lines at once; the lines before are superseded, their history stays. */
export const setEstimates: Rule<{ readonly estimates: readonly EstimateDetails[] }> = (film, details, entry) => {
  const problems: FieldProblem[] = [];
  const estimates = details.estimates.map((line, index): Estimate => {
    const field = `estimates[${String(index)}]`;
    const price = (request: AmountRequest | undefined, name: 'ask' | 'take') => {
      if (request === undefined) return undefined;
      const { amount, problems: wrong } = readAmount(request, `${field}.${name}`);
      problems.push(...wrong);
      if (name === 'take' && wrong.length === 0 && !isTake(amount))
        problems.push({ field: `${field}.take`, message: NO_TAKE });
      return amount;
    };
    const { rights, problems: wrong } = readRights(film, line.rights, entry, `${field}.rights`);
    problems.push(...wrong);
    return { rights, ...given({ ask: price(line.ask, 'ask'), take: price(line.take, 'take') }) };
  });
  return problems.length > 0 ? refuseFields(problems) : record('EstimatesSet', { estimates });
};
