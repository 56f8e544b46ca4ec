import type { Terms } from '../events';
import type { Amount, Currency } from '../money';
import { amountFromWords, amountProblems, exact } from '../money';
import type { Day } from '../time';
import type { Decision, FieldProblem } from './decision';
import { given, refuseFields } from './decision';

/** A sum as somebody gives it: in minor units of a currency, or in words ("low seven figures"), or both. */
export interface AmountRequest {
  /** Whole minor units: 150000000 is 1.5 million dollars. */
  readonly minor?: number;
  readonly currency?: Currency;
  readonly words?: string;
}

/** The terms of an offer or a deal as somebody gives them. */
export interface TermsRequest {
  readonly guarantee?: AmountRequest;
  readonly guaranteedBonuses?: readonly AmountRequest[];
  readonly boxOfficeBumps?: readonly { readonly boxOffice: AmountRequest; readonly pays: AmountRequest }[];
  readonly grossPoints?: number;
  readonly pAndACommitment?: AmountRequest;
  readonly guaranteedScreens?: number;
  readonly guaranteedDays?: number;
  readonly licenceYears?: number;
  readonly deliveryOn?: Day;
  readonly conditions?: readonly string[];
  readonly words?: string;
}

/** What a request for a sum means, and what is wrong with it. */
export function readAmount(
  request: AmountRequest,
  field: string,
): { amount: Amount; problems: readonly FieldProblem[] } {
  const { minor, currency, words } = request;
  if (minor === undefined) {
    const amount: Amount = words === undefined ? { kind: 'unknown' } : amountFromWords(words, currency);
    if (currency !== undefined && amount.kind !== 'unknown' && amount.currency !== currency) {
      const contradiction = `is ${currency}, but the words "${words ?? ''}" say ${amount.currency}`;
      return { amount, problems: [{ field: `${field}.currency`, message: contradiction }] };
    }
    const message = 'give `minor` and `currency`, or `words`';
    return { amount, problems: words === undefined && currency !== undefined ? [{ field, message }] : [] };
  }
  if (currency === undefined) {
    const message = 'is missing: give the ISO 4217 code, such as USD';
    return { amount: { kind: 'unknown' }, problems: [{ field: `${field}.currency`, message }] };
  }
  const amount: Amount = { ...exact(minor, currency), ...(words === undefined ? {} : { words }) };
  return { amount, problems: amountProblems(amount).map((message) => ({ field, message })) };
}

/** What a request for terms means, and what is wrong with it; without a guarantee that is unknown. */
export function readTerms(request: TermsRequest, field: string): { terms: Terms; problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const read = (amount: AmountRequest, path: string): Amount => {
    const result = readAmount(amount, `${field}.${path}`);
    problems.push(...result.problems);
    return result.amount;
  };
  const { grossPoints, guaranteedScreens, guaranteedDays, licenceYears, deliveryOn, conditions, words } = request;
  const terms: Terms = {
    guarantee: read(request.guarantee ?? {}, 'guarantee'),
    ...given({
      guaranteedBonuses: request.guaranteedBonuses?.map((bonus, i) => read(bonus, `guaranteedBonuses[${String(i)}]`)),
      boxOfficeBumps: request.boxOfficeBumps?.map((bump, i) => ({
        boxOffice: read(bump.boxOffice, `boxOfficeBumps[${String(i)}].boxOffice`),
        pays: read(bump.pays, `boxOfficeBumps[${String(i)}].pays`),
      })),
      pAndACommitment: request.pAndACommitment && read(request.pAndACommitment, 'pAndACommitment'),
      grossPoints,
      guaranteedScreens,
      guaranteedDays,
      licenceYears,
      deliveryOn,
      conditions,
      words,
    }),
  };
  return { terms, problems };
}

/** Goes on with the terms that were given, or refuses what cannot be understood. */
export function withTerms(request: TermsRequest | undefined, goOn: (terms: Terms) => Decision): Decision {
  const { terms, problems } = readTerms(request ?? {}, 'terms');
  return problems.length > 0 ? refuseFields(problems) : goOn(terms);
}
