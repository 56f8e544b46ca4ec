import { compareDays, parseDay } from '../time';
import type { CountryCode, LanguageCode, Medium, Rights, RightsBlock, RightsRequest, Window } from './block';
import { holdbacksOf } from './holdbacks';
import { isLanguage } from './language-list';
import { resolveMedia } from './media';
import { type GrantProblem, asList, unresolvedProblems } from './grant-problem';
import { EVERYTHING, blocksOf, overlap, regionOf } from './region';
import { type GrantContext, resolveTerritories } from './territories';
import { TERRITORY_LIST_VERSION } from './territory-list';

/** What a request means. */
export interface Grant {
  /** Complete whatever the problems are: what was not understood stands in `unresolved` and counts for nothing. */
  readonly rights: Rights;
  /** What to say to somebody who typed it; empty when everything was understood. */
  readonly problems: readonly GrantProblem[];
}

/** One field of a request as read: what it gives, what stays unresolved, what is wrong with it. */
interface Field<T> {
  readonly value: T;
  readonly unresolved: readonly string[];
  readonly problems: readonly GrantProblem[];
}

function readTerritories(request: RightsRequest, context: GrantContext): Field<RightsBlock[]> {
  const asked = asList(request.territories);
  if (asked.every((words) => words.trim() === '')) {
    const message = 'Say which territories, such as "North America" or "Worldwide - Italy".';
    return { value: [], unresolved: [], problems: [{ field: 'territories', message }] };
  }
  const { parts, unresolved } = resolveTerritories(asked, context);
  const nothingLeft = parts.length === 0 && unresolved.length === 0;
  return {
    value: parts.map(({ countries, ...languages }) => ({
      territories: countries,
      media: [],
      window: { from: null, to: null },
      exclusive: true,
      ...languages,
    })),
    unresolved: unresolved.map(({ words }) => words),
    problems: nothingLeft
      ? [{ field: 'territories', message: `No territory is left in "${asked.join(', ')}".` }]
      : unresolvedProblems('territories', 'territory', unresolved),
  };
}
