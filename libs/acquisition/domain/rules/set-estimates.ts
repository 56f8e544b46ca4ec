import type { Estimate } from '../events';
import type { RightsRequest } from '../rights';
import { readRights } from './asked-rights';
import type { AmountRequest } from './asked-terms';
import { readAmount } from './asked-terms';
import type { FieldProblem, Rule } from './decision';
import { given, record, refuseFields } from './decision';

export interface EstimateDetails {
  readonly rights: RightsRequest;
  readonly ask?: AmountRequest;
  readonly take?: AmountRequest;
}

/** Sets ask and take, all lines at once; the lines before are superseded, their history stays. */
export const setEstimates: Rule<{ readonly estimates: readonly EstimateDetails[] }> = (film, details, entry) => {
  const problems: FieldProblem[] = [];
  const estimates = details.estimates.map((line, index): Estimate => {
    const field = `estimates[${String(index)}]`;
    const price = (request: AmountRequest | undefined, name: string) => {
      if (request === undefined) return undefined;
      const { amount, problems: wrong } = readAmount(request, `${field}.${name}`);
      problems.push(...wrong);
      return amount;
    };
    const { rights, problems: wrong } = readRights(film, line.rights, entry, `${field}.rights`);
    problems.push(...wrong);
    return { rights, ...given({ ask: price(line.ask, 'ask'), take: price(line.take, 'take') }) };
  });
  return problems.length > 0 ? refuseFields(problems) : record('EstimatesSet', { estimates });
};
