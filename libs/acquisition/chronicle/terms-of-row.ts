import type { AmountRequest, TermsRequest } from '#acquisition/domain';
import { given } from '#acquisition/domain';
import { fieldsInWords } from '#acquisition/importing';
import type { Fields } from './fields';
import { takeFields } from './fields';
import { priceOfRow } from './price-of-row';

/** Terms as a row gives them, and what is to be said about them. */
export interface TermsOfRow {
  readonly terms: TermsRequest;
  readonly remarks: readonly string[];
}

function readTermsObject(terms: Readonly<Record<string, unknown>>): TermsRequest {
  const fields = takeFields(terms);
  const known = given({
    guaranteedScreens: fields.whole('theatricalCommitmentScreens') ?? fields.whole('guaranteedScreens'),
    guaranteedDays: fields.whole('theatricalWindowDays') ?? fields.whole('guaranteedDays'),
    grossPoints: fields.number('grossParticipationPercent') ?? fields.number('grossPoints'),
    licenceYears: fields.number('licenceYears'),
    conditions: fields.texts('conditions'),
  });
  const rest = fieldsInWords(fields.left());
  return { ...known, ...(rest === '' ? {} : { words: rest }) };
}

/** Reads price and `terms`, which is an object of known terms, or words. */
export function termsOfRow(fields: Fields): TermsOfRow {
  const { amount, remarks } = priceOfRow(fields);
  const inWords = fields.text('terms');
  const asObject = inWords === undefined ? fields.object('terms') : undefined;
  const told = asObject === undefined ? given({ words: inWords }) : readTermsObject(asObject);
  const guarantee: AmountRequest | undefined = Object.keys(amount).length === 0 ? undefined : amount;
  return { terms: { ...given({ guarantee }), ...told }, remarks };
}
