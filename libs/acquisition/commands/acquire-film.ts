import { acquireFilm } from '#acquisition/domain';
import {
  EntryDetails,
  EvidenceDetails,
  Id,
  Name,
  Names,
  OptionalEvidence,
  OptionalRights,
  OptionalTerms,
  RightsDetails,
  TermsDetails,
  Text,
} from './details';
import { FilmCommand } from './film-command';

export class AcquisitionBody extends EntryDetails {
  @Id('The offer it was signed on; buyer, rights and terms are then those of the offer.', { optional: true })
  offerId?: string;

  @Name('The buyer.', { optional: true })
  buyer?: string;

  @OptionalRights('What was acquired.')
  rights?: RightsDetails;

  @OptionalTerms('What is paid and done for it. Default: those of the offer, or not known.')
  terms?: TermsDetails;

  @Names('Who sold it.', { optional: true })
  sellers?: string[];

  @OptionalEvidence('The signed memo.')
  evidence?: EvidenceDetails;

  @Text('Why this buyer won.', { optional: true })
  reason?: string;

  @Text('Why it is right to sell what unresolved words of other deals may stand for.', { optional: true })
  override?: string;
}

/** The deal memo is signed: the rights are committed, if they are free. */
export class AcquireFilm extends FilmCommand({
  title: 'Acquire film',
  summary: 'The deal memo is signed: the rights are committed, if they are free.',
  path: 'deals',
  action: 'deals:sign',
  details: AcquisitionBody,
  rule: acquireFilm,
  example: {
    buyer: 'Aura Entertainment',
    rights: { territories: 'US', media: 'all rights' },
    occurredAt: '2025-06-16',
    occurredPrecision: 'week',
    source: { kind: 'press', outlet: 'The Hollywood Reporter' },
  },
}) {}
