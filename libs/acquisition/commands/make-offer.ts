import { makeOffer } from '#acquisition/domain';
import { EntryDetails, Flag, InstantField, Name, OptionalTerms, Rights, RightsDetails, TermsDetails } from './details';
import { FilmCommand } from './film-command';

export class OfferBody extends EntryDetails {
  @Name('The buyer.')
  buyer!: string;

  @Rights('What it wants.')
  rights!: RightsDetails;

  @OptionalTerms('What it would pay and do. Default: not known.')
  terms?: TermsDetails;

  @InstantField('When the offer lapses by itself.', { optional: true })
  expiresAt?: string;

  @Flag('`true`: told to few. From the beginning it is recorded who is shown it.', { optional: true })
  isConfidential?: boolean;
}

/** Records a buyer’s offer; what stands in its way is flagged, not refused. */
export class MakeOffer extends FilmCommand({
  title: 'Make offer',
  summary: 'Records a buyer’s offer; what stands in its way is flagged, not refused.',
  path: 'offers',
  action: 'offers:make',
  details: OfferBody,
  rule: makeOffer,
  example: {
    buyer: 'Aura Entertainment',
    rights: { territories: 'US', media: 'all rights' },
    terms: { guarantee: { minor: 150_000_000, currency: 'USD' } },
    occurredAt: '2024-09-08',
  },
}) {}
