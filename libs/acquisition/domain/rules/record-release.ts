import type { RightsRequest } from '../rights';
import { withRights } from './asked-rights';
import type { Rule } from './decision';
import { given, record } from './decision';

export interface ReleaseDetails {
  readonly distributor: string;
  /** Where and in which media it opened. */
  readonly rights: RightsRequest;
  readonly screens?: number;
}

/** Records that the film opened. */
export const recordRelease: Rule<ReleaseDetails> = (film, { distributor, rights: asked, screens }, entry) =>
  withRights(film, asked, entry, (rights) => record('FilmReleased', { distributor, rights, ...given({ screens }) }));
