import type { CellChange } from '#acquisition/domain';
import { filmAt } from '#acquisition/domain';
import type { AskedMoment } from '../asked-moment';
import { nowOf, readMoment } from '../asked-moment';
import { seeFilm } from '../film-events';
import { Query } from '../query';
import type { QuerySources } from '../query-sources';
import type { EntryDiff } from './entry-diffs';
import { entryDiffs } from './entry-diffs';
import type { StateDiff } from './film-changes';
import { changesBetween, compared } from './film-changes';
import { entriesOf } from './history';

export interface AskedDiff {
  /** Slug, id, or title and year. */
  readonly film: string;
  /** The two moments, each on both clocks. Default of all: now. */
  readonly from: AskedMoment;
  readonly to: AskedMoment;
}

export interface FilmDiff {
  readonly film: { readonly filmId: string; readonly slug: string; readonly title: string };
  readonly from: { readonly asOf: string; readonly knownAt: string };
  readonly to: { readonly asOf: string; readonly knownAt: string };
  /** What happened or was learned, in the order of the log. */
  readonly entries: readonly EntryDiff[];
  /** What that made of the film. */
  readonly state: readonly StateDiff[];
  /** And of its matrix, from the later day on. */
  readonly cells: readonly CellChange[];
}

/** What changed of a film between two moments. */
export class DiffQuery extends Query<FilmDiff> {
  constructor(readonly asked: AskedDiff) {
    super();
  }
}

/**
 * What changed of a film between two moments, or between two states of knowledge of the same moment, event by event.
 * @throws Refused for a film that is not there and a moment that cannot be.
 */
export async function diff(sources: QuerySources, { film: reference, from, to }: AskedDiff): Promise<FilmDiff> {
  const { clock } = sources;
  const now = nowOf(clock);
  const { film } = await seeFilm(sources, reference, {});
  const sideOf = (asked: AskedMoment) => {
    const moment = readMoment(asked, clock) ?? { asOf: now.instant, knownAt: now.instant, at: now };
    const then = filmAt(film.filmId, film.history, moment, clock.dayOf);
    return { moment, entries: entriesOf(film.history, moment, clock.dayOf), seen: compared(then, moment.at) };
  };
  const [first, second] = [sideOf(from), sideOf(to)];
  const { filmId, slug, title } = film;
  const told = ({ moment: { asOf, knownAt } }: typeof first) => ({ asOf, knownAt });
  return {
    film: { filmId, slug, title },
    from: told(first),
    to: told(second),
    entries: entryDiffs(first.entries, second.entries),
    ...changesBetween(first.seen, second.seen),
  };
}
