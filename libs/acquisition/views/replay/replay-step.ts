import type { Actor, At, Day, DayOf, FilmEvent, FilmState, Instant, OccurredAt, Source } from '#acquisition/domain';
import {
  describeOccurredAt,
  describeSource,
  filmAt,
  happenedBy,
  nextChange,
  noFilm,
  show,
  showNext,
  tell,
  tellingOf,
  touchThePast,
} from '#acquisition/domain';
import type { EntryDiff } from '../film/entry-diffs';
import { entryDiffs } from '../film/entry-diffs';
import type { ComparedFilm, FilmChanges } from '../film/film-changes';
import { changesBetween, compared, comparedNext, isNothing } from '../film/film-changes';
import { entriesOf } from '../film/history';
import { LATEST } from '../status-history/moments';
import type { LaterFate } from './later-amendments';
import type { Standing } from './standing';
import { standingOf } from './standing';

/** An entry as it was recorded, with what its reader had to know, and what became of it later. */
export interface ReplayedEntry extends LaterFate {
  readonly eventId: string;
  readonly type: FilmEvent['type'];
  readonly revision: string;
  /** What it said, in a sentence. */
  readonly sentence: string;
  /** Both clocks: when it happened, as precisely as it was known, and when it was recorded. */
  readonly occurredAt: OccurredAt;
  readonly occurredInWords: string;
  readonly recordedAt: string;
  /** Who recorded it, and on whose word. */
  readonly actor: Actor;
  readonly onWhoseWord: string;
  readonly source: Source;
  readonly data: FilmEvent['data'];
}

/** What an entry changed: of the film, and of what other entries say. */
export interface EntryChanges extends FilmChanges {
  readonly entries: readonly EntryDiff[];
}

/** One event of a film, with the film before and after it. It says nothing of the machine that it is told on. */
export interface ReplayStep {
  readonly film: { readonly filmId: string; readonly slug: string; readonly title: string };
  readonly entry: ReplayedEntry;
  /** Where the film stood after the step before; `null` where it was not registered. */
  readonly before: Standing | null;
  /** What time alone has changed since then. */
  readonly meanwhile: FilmChanges;
  /** What the entry changed, and by which events cells are what they are now. */
  readonly changes: EntryChanges;
  /** Where the film stands after it, by which phase rule. */
  readonly after: Standing | null;
}

/** What a replay shows of its films. */
export interface ReplayRules {
  readonly dayOf: DayOf;
  /** One moment of the world for all steps. Absent: each step shows the film as it was seen when it was recorded. */
  readonly asOf?: { readonly on: Day | Instant; readonly at: At };
  /** What became of an entry, as far as the replay goes. */
  readonly fateOf: (eventId: string) => LaterFate;
}

/** A film between two steps. */
export interface Between {
  readonly seen: ComparedFilm;
  readonly standing: Standing | null;
}

const NOTHING: FilmChanges = { state: [], cells: [] };

const between = (seen: ComparedFilm): Between => ({ seen, standing: standingOf(seen.film, seen.at) });

const atOf = ({ recordedAt }: FilmEvent, { asOf, dayOf }: ReplayRules): At =>
  asOf?.at ?? { instant: recordedAt, day: dayOf(recordedAt) };

function filmOf(filmId: string, events: readonly FilmEvent[], { asOf, dayOf }: ReplayRules): FilmState {
  return asOf === undefined ? show(filmId, events) : filmAt(filmId, events, { asOf: asOf.on, knownAt: LATEST }, dayOf);
}

/**
 * A film right before an event.
 * @param earlier every event of the film before that one, in the order of the log.
 */
export function filmBefore(
  filmId: string,
  earlier: readonly FilmEvent[],
  event: FilmEvent,
  rules: ReplayRules,
): Between {
  const last = earlier.at(-1);
  if (last === undefined) return between(compared(noFilm(filmId), atOf(event, rules)));
  return between(compared(filmOf(filmId, earlier, rules), atOf(last, rules)));
}

/** The film as time alone left it by a moment. */
function inTime(before: ComparedFilm, at: At): ComparedFilm {
  const change = nextChange(before.film, before.at);
  return change === null || change > at.instant ? before : compared(before.film, at);
}

/** What an event makes other entries say, as far as they had happened by then. */
function entriesChanged(film: FilmState, event: FilmEvent, { asOf, dayOf }: ReplayRules): readonly EntryDiff[] {
  if (!touchThePast(film, [event])) return [];
  const entries = (events: readonly FilmEvent[]) => entriesOf(events, undefined, dayOf);
  const isShown = ({ entry, before }: EntryDiff): boolean =>
    entry.eventId !== event.id &&
    (asOf === undefined ||
      [entry, before].some((one) => one !== undefined && happenedBy(one.occurredAt, asOf.on, dayOf)));
  return entryDiffs(entries(film.history), entries([...film.history, event])).filter(isShown);
}

function entryOf(event: FilmEvent, history: readonly FilmEvent[], { fateOf }: ReplayRules): ReplayedEntry {
  const { id, type, revision, occurredAt, recordedAt, actor, source, data } = event;
  return {
    eventId: id,
    type,
    revision: String(revision),
    sentence: tell(event, tellingOf(history)),
    occurredAt,
    occurredInWords: describeOccurredAt(occurredAt),
    recordedAt,
    actor,
    onWhoseWord: describeSource(source),
    source,
    ...fateOf(id),
    data,
  };
}

/** A step of a replay, and the film after it. */
export interface Stepped {
  readonly after: Between;
  /** Undefined where the event had not happened by the moment that is shown, and changed nothing that was known of it. */
  readonly step: ReplayStep | undefined;
}

/** The next event of a film. Pure. */
export function stepBy(before: Between, event: FilmEvent, rules: ReplayRules): Stepped {
  const { film } = before.seen;
  const at = atOf(event, rules);
  const history = [...film.history, event];
  const next = rules.asOf === undefined ? showNext(film, [event]) : filmOf(film.filmId, history, rules);
  const now = inTime(before.seen, at);
  const after = between(comparedNext(now, next, at));
  const entries = entriesChanged(film, event, rules);
  const changes = { ...changesBetween(now, after.seen), entries };
  const hadHappened = rules.asOf === undefined || happenedBy(event.occurredAt, rules.asOf.on, rules.dayOf);
  if (!hadHappened && entries.length === 0 && isNothing(changes)) return { after, step: undefined };
  const { filmId, slug, title } = next;
  const step: ReplayStep = {
    film: { filmId, slug, title },
    entry: entryOf(event, history, rules),
    before: before.standing,
    meanwhile: now === before.seen ? NOTHING : changesBetween(before.seen, now),
    changes,
    after: after.standing,
  };
  return { after, step };
}
