import type { RightsRequest } from '../rights';
import { withOptionalRights } from './asked-rights';
import type { Rule } from './decision';
import { given, record } from './decision';

export interface InterestDetails {
  readonly buyer: string;
  readonly rights?: RightsRequest;
}

/** Records that a buyer is interested, without terms. */
export const recordInterest: Rule<InterestDetails> = (film, { buyer, rights: asked }, entry) =>
  withOptionalRights(film, asked, entry, (rights) => record('InterestExpressed', { buyer, ...given({ rights }) }));
