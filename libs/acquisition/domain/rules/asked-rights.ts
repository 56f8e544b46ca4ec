import type { FilmState } from '../film';
import type { Rights, RightsRequest } from '../rights';
import { grantRights } from '../rights';
import type { CountryCode } from '../rights';
import { mandatedToOthers, outsideRestOfWorld } from '../status';
import type { Decision, Entry, FieldProblem } from './decision';
import { refuseFields } from './decision';

/**
 * An import keeps words that resolve to nothing, as unresolved; who types them can still be asked what they mean.
 */
const keepsUnresolved = (entry: Entry): boolean => entry.source.kind === 'import';

/** What a request for rights means, and what is wrong with it; `field` is its path in the input. */
export function readRights(
  film: FilmState,
  request: RightsRequest,
  entry: Entry,
  field = 'rights',
  granted: ReadonlySet<CountryCode> = outsideRestOfWorld(film, entry.now.day),
): { readonly rights: Rights; readonly problems: readonly FieldProblem[] } {
  const { rights, problems } = grantRights(request, { granted });
  return {
    rights,
    problems: keepsUnresolved(entry)
      ? []
      : problems.map((problem) => ({ ...problem, field: `${field}.${problem.field}` })),
  };
}

/** The same of a mandate, whose rest of the world is what no other mandate covers. */
export const readMandatedRights = (
  film: FilmState,
  request: RightsRequest,
  entry: Entry,
  mandateId: string,
  field = 'rights',
): ReturnType<typeof readRights> =>
  readRights(film, request, entry, field, mandatedToOthers(film, entry.now.day, mandateId));

/** Goes on with the rights that were asked for, or refuses what cannot be understood. */
export function withRights(
  film: FilmState,
  request: RightsRequest,
  entry: Entry,
  goOn: (rights: Rights) => Decision,
  { rights, problems } = readRights(film, request, entry),
): Decision {
  return problems.length > 0 ? refuseFields(problems) : goOn(rights);
}

/** The same where rights need not be given. */
export const withOptionalRights = (
  film: FilmState,
  request: RightsRequest | undefined,
  entry: Entry,
  goOn: (rights: Rights | undefined) => Decision,
): Decision => (request === undefined ? goOn(undefined) : withRights(film, request, entry, goOn));
