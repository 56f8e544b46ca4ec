import type { RightsRequest } from '../rights';
import { readMandatedRights, withRights } from './asked-rights';
import type { Rule } from './decision';
import { given, record } from './decision';

export interface MandateDetails {
  readonly agent: string;
  readonly grantor?: string;
  readonly rights: RightsRequest;
}

/** Gives a sales agent rights to sell. A film may have several mandates; together they are what may be sold. */
export const grantMandate: Rule<MandateDetails> = (film, { agent, grantor, rights: asked }, entry) =>
  withRights(
    film,
    asked,
    entry,
    (rights) => record('MandateGranted', { mandateId: entry.id, agent, rights, ...given({ grantor }) }),
    readMandatedRights(film, asked, entry, entry.id),
  );
