import type { OccurredAt, Source } from '#acquisition/domain';
import { describeOccurredAt, refuse } from '#acquisition/domain';
import { Refused } from '#acquisition/film-stream';
import type { RecordedEvent } from '#event-store';
import type { Page } from '../cursor';
import { pageOf, readCursor, readLimit } from '../cursor';
import { findFilm } from '../film-events';
import { Query } from '../query';
import type { QuerySources } from '../query-sources';
import type { Amended, AskedEvents, EventType } from './asked-events';
import { occurredRange, recordedRange } from './asked-events';
import type { Condition } from './conditions';
import { amendedBy, among, equals, isNothing, later, names, says, within } from './conditions';
import type { IndexRow, WalkLimits } from './walk';
import { WALK_LIMITS, indexed, walk } from './walk';

/** How an entry was amended, and by which event. */
export interface AmendedBy {
  readonly kind: Amended;
  readonly by: string;
}

/** An earlier entry that an event goes on with, corrects or retracts. */
export interface AboutEntry {
  readonly eventId: string;
  /** What it says, in a sentence, as it was recorded. */
  readonly sentence: string;
  readonly buyer: string | null;
}

/** An event in the index of all events. */
export interface IndexedEvent {
  readonly position: string;
  readonly eventId: string;
  /** `null` for what is of no one film. */
  readonly film: { readonly filmId: string; readonly slug: string; readonly title: string } | null;
  readonly revision: string;
  readonly type: EventType;
  /** What it says, in a sentence, as it was recorded. */
  readonly sentence: string;
  readonly occurredAt: OccurredAt;
  readonly occurredInWords: string;
  readonly recordedAt: string;
  /** Whole days from the last day on which it can have happened to the one on which it was recorded; 0: recorded by then. */
  readonly lateDays: number;
  /** What else came of the same request has the same; of what lapsed it is the event that set its time. */
  readonly correlationId: string | null;
  readonly actor: { readonly user: string; readonly role: string };
  readonly source: Source;
  readonly buyer: string | null;
  /** What began the offer, deal, mandate, dispute or webhook that it goes on with, or the entry that it amends. */
  readonly about: AboutEntry | null;
  readonly amendments: readonly AmendedBy[];
}

/** An event, and what the log has of it, to the letter. */
export interface EventInLog extends IndexedEvent {
  readonly recorded: {
    readonly stream: string;
    /** Stored name. */
    readonly type: string;
    readonly data: RecordedEvent['data'];
    readonly metadata: RecordedEvent['metadata'];
  };
}

/** All events, in the order of the log. */
export class EventsQuery extends Query<Page<IndexedEvent>> {
  constructor(readonly asked: AskedEvents = {}) {
    super();
  }
}

/** One event by its id. */
export class EventQuery extends Query<EventInLog> {
  constructor(readonly asked: { readonly eventId: string }) {
    super();
  }
}

/** What a page of rows says of other events. */
interface Context {
  readonly about: (row: IndexRow) => AboutEntry | null;
  readonly amendments: (row: IndexRow) => readonly AmendedBy[];
}

const shown = (row: IndexRow, { about, amendments }: Context): IndexedEvent => {
  const occurredAt = JSON.parse(row.occurred_at) as OccurredAt;
  return {
    position: row.position,
    eventId: row.event_id,
    film:
      row.film_id === null || row.slug === null || row.title === null
        ? null
        : { filmId: row.film_id, slug: row.slug, title: row.title },
    revision: String(row.revision),
    type: row.type as EventType,
    sentence: row.tells,
    occurredAt,
    occurredInWords: describeOccurredAt(occurredAt),
    recordedAt: row.recorded_at,
    lateDays: row.late_days,
    correlationId: row.correlation_id,
    actor: { user: row.user, role: row.role },
    source: JSON.parse(row.source) as Source,
    buyer: row.buyer,
    about: about(row),
    amendments: amendments(row),
  };
};

/** What corrected or retracted each of these events, in the order of the log. */
async function amendmentsOf({ db }: QuerySources, rows: readonly IndexRow[]): Promise<Context['amendments']> {
  const ids = rows.map((row) => row.event_id);
  const amending = await db
    .selectFrom('event_index')
    .select(['amends', 'type', 'event_id'])
    .where('amends', 'in', ids)
    .orderBy('position')
    .execute();
  return ({ event_id }) =>
    amending
      .filter(({ amends }) => amends === event_id)
      .map(({ type, event_id: by }) => ({ kind: type === 'EntryCorrected' ? 'corrected' : 'retracted', by }));
}

const subjectOf = ({ amends, about }: IndexRow): string | null => amends ?? about;

/** What each of these events is about. */
async function subjectsOf({ db }: QuerySources, rows: readonly IndexRow[]): Promise<Context['about']> {
  const ids = [...new Set(rows.map(subjectOf))].filter((id) => id !== null);
  const entries = await db
    .selectFrom('event_index')
    .select(['event_id', 'tells', 'buyer'])
    .where('event_id', 'in', ids)
    .execute();
  const byId = new Map(
    entries.map(({ event_id, tells, buyer }) => [event_id, { eventId: event_id, sentence: tells, buyer }]),
  );
  return (row) => byId.get(subjectOf(row) ?? '') ?? null;
}

const contextOf = async (sources: QuerySources, rows: readonly IndexRow[]): Promise<Context> => ({
  about: await subjectsOf(sources, rows),
  amendments: await amendmentsOf(sources, rows),
});

const rowOf = ({ db }: QuerySources, eventId: string): Promise<IndexRow | undefined> =>
  indexed(db).where('event_id', '=', eventId.toLowerCase()).executeTakeFirst();

const noSuchEvent = (eventId: string): Refused =>
  new Refused(refuse('not-found', 'event-not-found', `There is no event ${eventId}. The audit lists all of them.`));

/** Only the entries of its film, or of the market, can name an event. */
async function whatNames(sources: QuerySources, eventId: string): Promise<readonly Condition[]> {
  const row = await rowOf(sources, eventId);
  if (row === undefined) throw noSuchEvent(eventId);
  return [row.film_id === null ? isNothing('film_id') : equals('film_id', row.film_id), names(row.event_id)];
}

/** What an event has to be. Those that are likely to find fewest come first. */
async function conditionsOf(sources: QuerySources, asked: AskedEvents): Promise<readonly Condition[]> {
  const { film, types, user, role, sourceKind, late, correlationId, about, search, amended } = asked;
  const occurred = occurredRange(asked);
  const recorded = recordedRange(asked, sources);
  const isAsked = ({ from, to }: typeof occurred): boolean => from !== undefined || to !== undefined;
  return [
    ...(film === undefined ? [] : [equals('film_id', await findFilm(sources, film))]),
    ...(about === undefined ? [] : await whatNames(sources, about)),
    ...(correlationId === undefined ? [] : [equals('correlation_id', correlationId.toLowerCase())]),
    ...(amended === undefined ? [] : [amendedBy(amended)]),
    ...(types === undefined ? [] : [among('type', types)]),
    ...(user === undefined ? [] : [equals('user', user)]),
    ...(role === undefined ? [] : [equals('role', role)]),
    ...(sourceKind === undefined ? [] : [equals('source_kind', sourceKind)]),
    ...(isAsked(occurred) ? [within('occurred_on', occurred)] : []),
    ...(isAsked(recorded) ? [within('recorded_at', recorded)] : []),
    ...(late === undefined ? [] : [later(late)]),
    ...says(search ?? ''),
  ];
}

/**
 * Events of all films and of the market, filtered, in the order of the log or against it.
 * @throws Refused for a film or an event that is not there, and for a range, a limit or a cursor that cannot be.
 */
export async function events(
  sources: QuerySources,
  asked: AskedEvents,
  limits: WalkLimits = WALK_LIMITS,
): Promise<Page<IndexedEvent>> {
  const { limit: wanted, cursor, descending = false, ...filter } = asked;
  const query = { ...filter, descending };
  const limit = readLimit(wanted, sources.pageLimit);
  const [place] = readCursor(cursor, query) ?? [];
  const after = place === undefined ? undefined : String(place);
  const conditions = await conditionsOf(sources, filter);
  const rows = await walk(sources.db, conditions, { after, descending, wanted: limit + 1 }, limits);
  const context = await contextOf(sources, rows);
  return pageOf(rows, limit, query, { show: (row) => shown(row, context), placeOf: (row) => [row.position] });
}

/**
 * One event, with its data as it was recorded.
 * @throws Refused when there is none of that id.
 */
export async function event(sources: QuerySources, { eventId }: EventQuery['asked']): Promise<EventInLog> {
  const row = await rowOf(sources, eventId);
  if (row !== undefined) {
    const place = { from: BigInt(row.revision), limit: 1 };
    for await (const { stream, type, data, metadata } of sources.store.readStream(row.stream, place))
      return { ...shown(row, await contextOf(sources, [row])), recorded: { stream, type, data, metadata } };
  }
  throw noSuchEvent(eventId);
}
