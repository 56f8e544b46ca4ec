import { enterNegotiation } from '#acquisition/domain';
import { EntryDetails, Flag, InstantField, Name, OptionalRights, RightsDetails } from './details';
import { FilmCommand } from './film-command';

export class NegotiationBody extends EntryDetails {
  @Name('The buyer.')
  buyer!: string;

  @Flag('Whether the others are kept out while they last.')
  exclusive!: boolean;

  @InstantField('When they end by themselves.', { optional: true })
  until?: string;

  @OptionalRights('What they are about.')
  rights?: RightsDetails;
}

/** Records that talks with a buyer began, exclusive or not. */
export class EnterNegotiation extends FilmCommand({
  title: 'Enter negotiation',
  summary: 'Records that talks with a buyer began, exclusive or not.',
  path: 'negotiations',
  action: 'offers:negotiate',
  details: NegotiationBody,
  rule: enterNegotiation,
  example: { buyer: 'Netflix', exclusive: true, rights: { territories: 'Worldwide' }, occurredAt: '2024-09-09' },
}) {}
