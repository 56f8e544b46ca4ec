import { setEstimates } from '#acquisition/domain';
import { AmountDetails, EntryDetails, Part, Parts, Rights, RightsDetails } from './details';
import { FilmCommand } from './film-command';

export class EstimateLine {
  @Rights('What the prices are for.')
  rights!: RightsDetails;

  @Part('The price wished for.', () => AmountDetails, { optional: true })
  ask?: AmountDetails;

  @Part('The lowest price that may be accepted without an approval.', () => AmountDetails, { optional: true })
  take?: AmountDetails;
}

export class EstimatesBody extends EntryDetails {
  @Parts('All lines; they replace the ones before.', () => EstimateLine, { least: 1 })
  estimates!: EstimateLine[];
}

/** Sets ask and take by territory lot and medium. */
export class SetEstimates extends FilmCommand({
  title: 'Set estimates',
  summary: 'Sets ask and take by territory lot and medium.',
  path: 'estimates',
  action: 'estimates:set',
  details: EstimatesBody,
  rule: setEstimates,
  example: {
    estimates: [
      {
        rights: { territories: 'US' },
        ask: { minor: 500_000_000, currency: 'USD' },
        take: { minor: 300_000_000, currency: 'USD' },
      },
    ],
    occurredAt: '2024-08-01',
  },
}) {}
