import { grantMandate } from '#acquisition/domain';
import { EntryDetails, Name, Rights, RightsDetails } from './details';
import { FilmCommand } from './film-command';

export class MandateBody extends EntryDetails {
  @Name('The sales agent who may sell.')
  agent!: string;

  @Name('Who grants it.', { optional: true })
  grantor?: string;

  @Rights('What may be sold.')
  rights!: RightsDetails;
}

/** Gives a sales agent rights to sell. */
export class GrantMandate extends FilmCommand({
  title: 'Grant mandate',
  summary: 'Gives a sales agent rights to sell.',
  path: 'mandates',
  action: 'mandates:grant',
  details: MandateBody,
  rule: grantMandate,
  example: { agent: 'CAA Media Finance', rights: { territories: 'North America' }, occurredAt: '2024-06-01' },
}) {}
