import { keepOfferConfidential } from '#acquisition/domain';
import { EntryDetails, Text } from './details';
import { FilmCommand } from './film-command';

export class ConfidentialDetails extends EntryDetails {
  @Text('Why.', { optional: true })
  reason?: string;
}

/** Keeps an offer confidential: from now on it is recorded who is shown it. */
export class KeepOfferConfidential extends FilmCommand({
  title: 'Keep offer confidential',
  summary: 'Keeps an offer confidential: from now on it is recorded who is shown it.',
  path: 'offers/:offerId/confidential',
  action: 'offers:protect',
  details: ConfidentialDetails,
  rule: keepOfferConfidential,
  example: { reason: 'The buyer asks for it.' },
}) {}
