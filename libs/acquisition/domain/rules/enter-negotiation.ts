import type { RightsRequest } from '../rights';
import type { Instant } from '../time';
import { withOptionalRights } from './asked-rights';
import type { Rule } from './decision';
import { given, record, refuse, refuseFields } from './decision';
import { notAfter } from './live-offer';

export interface NegotiationDetails {
  readonly buyer: string;
  readonly exclusive: boolean;
  readonly until?: Instant;
  readonly rights?: RightsRequest;
}

/** Records that talks with a buyer began, exclusive or not. */
export const enterNegotiation: Rule<NegotiationDetails> = (film, { buyer, exclusive, until, rights: asked }, entry) => {
  if (film.withdrawn !== null)
    return refuse('conflict', 'film-withdrawn', `${film.title} is not for sale: it is withdrawn.`);
  if (notAfter(entry, until)) {
    return refuseFields([{ field: 'until', message: 'must be after the talks began' }]);
  }
  return withOptionalRights(film, asked, entry, (rights) =>
    record('NegotiationEntered', { buyer, exclusive, until: until ?? null, ...given({ rights }) }),
  );
};
