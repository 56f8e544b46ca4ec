import type { Calendar, FilmEvent, FilmState } from '#acquisition/domain';
import { changeBy, isLatest, lastDaysBy, memo, show, showNext, touchThePast } from '#acquisition/domain';
import type { FilmAfter } from '../film-folds';
import { titleSortKey } from '../slate/slate-row';
import { digestOf, namesOf, standingOf } from './content';
import { toMs } from './moments';
import { isSilent } from './silent';
import { stretchesOf } from './stretches';
import type { StatusHistoryTables } from './tables';

/** What a batch writes. Titles and rows by their keys: the same ones come again and again. */
export interface Writes {
  readonly titles: Map<string, StatusHistoryTables['status_titles']>;
  readonly known: StatusHistoryTables['status_known'][];
  readonly history: StatusHistoryTables['status_history'][];
  readonly rows: Map<string, StatusHistoryTables['status_rows']>;
  readonly names: Map<string, StatusHistoryTables['status_names']>;
}

/** One event, the film right before and after it. */
interface Change {
  readonly filmNo: number;
  readonly event: FilmEvent;
  readonly before: FilmState;
  readonly after: FilmState;
}

/** What the slate says from now on, as of every moment that an event changes. */
function writeHistory({ filmNo, event, before, after }: Change, calendar: Calendar, writes: Writes): void {
  const painted: StatusHistoryTables['status_history'][] = [];
  let named = { names: '', digest: '' };
  for (const { from, content } of stretchesOf(changeBy(before, event, after, calendar), calendar)) {
    const valid_from = toMs(from);
    let digest: string | null = null;
    if (content !== null) {
      const names = namesOf(content);
      if (names !== named.names) {
        named = { names, digest: digestOf(names) };
        writeNames(filmNo, named, titleSortKey(content.title), writes);
      }
      const standing = standingOf(content);
      digest = digestOf(`${named.digest}${standing}`);
      writes.rows.set(`${String(filmNo)} ${digest}`, { film_no: filmNo, digest, names_digest: named.digest, standing });
    }
    const last = painted.at(-1);
    if (last?.digest === digest) continue;
    if (last !== undefined) last.valid_to = valid_from;
    painted.push({ film_no: filmNo, revision: event.revision, valid_from, valid_to: null, digest });
  }
  writes.history.push(...painted);
}

function writeNames(
  film_no: number,
  { names, digest }: { readonly names: string; readonly digest: string },
  title_key: string,
  writes: Writes,
): void {
  writes.names.set(`${String(film_no)} ${digest}`, { film_no, digest, title_key, names });
  writes.titles.set(`${String(film_no)} ${title_key}`, { title_key, film_no });
}

/** By the events of a film: when all of them were known. */
const knownSince = memo<FilmState['history'], number>();

function lastKnown(history: FilmState['history']): number {
  const known = knownSince.get(history);
  if (known !== undefined) return known;
  const last = history.reduce((latest, { recordedAt }) => (recordedAt > latest ? recordedAt : latest), '');
  return last === '' ? 0 : toMs(last);
}

/** What the events of a batch make of a film, one after the other. */
export function writeFilm(
  { film, before }: FilmAfter,
  filmNo: number,
  count: number,
  calendar: Calendar,
  writes: Writes,
): void {
  const first = film.history.length - count;
  let shown = before?.film ?? show(film.filmId, film.history.slice(0, first), calendar.dayOf);
  // Never before what stands before it, whatever the clocks said.
  let known = lastKnown(shown.history);
  const events = film.history.slice(first);
  for (const [index, event] of events.entries()) {
    const after = index === events.length - 1 ? film : showNext(shown, [event], calendar.dayOf);
    const change = { filmNo, event, before: shown, after };
    known = Math.max(known, toMs(event.recordedAt));
    for (const { from, until, day } of lastDaysBy(shown, event, after, calendar))
      writes.known.push({
        film_no: filmNo,
        known_from: known,
        revision: event.revision,
        valid_from: toMs(from),
        valid_to: until === null ? null : toMs(until),
        last_occurred_on: day,
      });
    const isUntouched = !touchThePast(shown, [event]) && isSilent(event, shown, isLatest(shown, event, calendar));
    if (!isUntouched) writeHistory(change, calendar, writes);
    shown = after;
  }
  knownSince.set(film.history, known);
}
