import { Query } from '@nestjs/cqrs';
import { sql } from 'kysely';
import type { FilmEventType, MarketEventType, OccurredAt, Source } from '#acquisition/domain';
import {
  addDays,
  describeOccurredAt,
  endOfDay,
  parseDay,
  parseInstant,
  refuse,
  refuseFields,
} from '#acquisition/domain';
import { Refused } from '#acquisition/film-stream';
import type { RecordedEvent } from '#event-store';
import type { Page } from '../cursor';
import { pageOf, readCursor, readLimit } from '../cursor';
import { findFilm } from '../film-events';
import type { QuerySources } from '../query-sources';
import type { EventIndexTables } from './event-index.view';

/** Events of films and of the market. */
export type EventType = FilmEventType | MarketEventType;

export interface AskedEvents {
  /** Slug or id. */
  readonly film?: string;
  readonly types?: readonly EventType[];
  readonly user?: string;
  readonly sourceKind?: Source['kind'];
  /** First and last day on which it can first have happened. */
  readonly occurredFrom?: string;
  readonly occurredTo?: string;
  /** Moments, or calendar dates: from the beginning of the one to the end of the other. */
  readonly recordedFrom?: string;
  readonly recordedTo?: string;
  readonly descending?: boolean;
  readonly limit?: number;
  readonly cursor?: string;
}

/** How an entry was amended, and by which event. */
export interface AmendedBy {
  readonly kind: 'corrected' | 'retracted';
  readonly by: string;
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
  readonly actor: { readonly user: string; readonly role: string };
  readonly source: Source;
  readonly buyer: string | null;
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

type Row = EventIndexTables['event_index'] & { readonly slug: string | null; readonly title: string | null };

const shown = (row: Row, amendments: readonly AmendedBy[]): IndexedEvent => {
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
    actor: { user: row.user, role: row.role },
    source: JSON.parse(row.source) as Source,
    buyer: row.buyer,
    amendments,
  };
};

/** The events, with the slate's names of the films where it has them already. */
const indexed = ({ db }: QuerySources) =>
  db
    .selectFrom('event_index')
    .leftJoin('slate', 'slate.film_id', 'event_index.film_id')
    .selectAll('event_index')
    .select(['slate.slug', 'slate.title']);

/** What corrected or retracted each of these events, in the order of the log. */
async function amendmentsOf({ db }: QuerySources, rows: readonly Row[]): Promise<(row: Row) => readonly AmendedBy[]> {
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

const LAST_MOMENT = '9999-12-31T23:59:59.999Z';

/** A bound of a range of recording: a moment as it is, a day by its first or last millisecond. */
function recordedBound(field: 'recordedFrom' | 'recordedTo', text: string, { clock }: QuerySources): string {
  const instant = parseInstant(text);
  if (instant !== undefined) return instant;
  const day = parseDay(text);
  if (day === undefined) {
    const message = 'must be a date that exists or a moment with its offset: 2025-06-16 or 2025-06-16T18:00:00Z';
    throw new Refused(refuseFields([{ field, message }]));
  }
  if (day > clock.dayOf(clock.now())) return LAST_MOMENT;
  if (field === 'recordedTo') return endOfDay(day, clock.dayOf);
  return new Date(Date.parse(endOfDay(addDays(day, -1), clock.dayOf)) + 1).toISOString();
}

/**
 * Events of all films and of the market, filtered, in the order of the log or against it.
 * @throws Refused for a film that is not there, and for a range, a limit or a cursor that cannot be.
 */
export async function events(sources: QuerySources, asked: AskedEvents): Promise<Page<IndexedEvent>> {
  const { limit: wanted, cursor, descending = false, ...filter } = asked;
  const query = { ...filter, descending };
  const limit = readLimit(wanted, sources.pageLimit);
  const after = readCursor(cursor, query);
  const filmId = filter.film === undefined ? undefined : await findFilm(sources, filter.film);
  const { types, user, sourceKind, occurredFrom, occurredTo, recordedFrom, recordedTo } = filter;
  if (occurredFrom !== undefined && occurredTo !== undefined && occurredFrom > occurredTo)
    throw new Refused(refuseFields([{ field: 'occurredTo', message: `is before ${occurredFrom}` }]));
  const direction = descending ? 'desc' : 'asc';
  let found = indexed(sources);
  if (filmId !== undefined) found = found.where('event_index.film_id', '=', filmId);
  if (types !== undefined) found = found.where('type', 'in', types);
  if (user !== undefined) found = found.where('user', '=', user);
  if (sourceKind !== undefined) found = found.where('source_kind', '=', sourceKind);
  if (occurredFrom !== undefined) found = found.where('occurred_on', '>=', occurredFrom);
  if (occurredTo !== undefined) found = found.where('occurred_on', '<=', occurredTo);
  if (recordedFrom !== undefined)
    found = found.where('recorded_at', '>=', recordedBound('recordedFrom', recordedFrom, sources));
  if (recordedTo !== undefined)
    found = found.where('recorded_at', '<=', recordedBound('recordedTo', recordedTo, sources));
  if (after !== undefined)
    found = found.where('event_index.position', descending ? '<' : '>', sql<string>`${after[0]}`);
  const rows = await found
    .orderBy('event_index.position', direction)
    .limit(limit + 1)
    .execute();
  const amendments = await amendmentsOf(sources, rows);
  return pageOf(rows, limit, query, { show: (row) => shown(row, amendments(row)), placeOf: (row) => [row.position] });
}

/**
 * One event, with its data as it was recorded.
 * @throws Refused when there is none of that id.
 */
export async function event(sources: QuerySources, { eventId }: EventQuery['asked']): Promise<EventInLog> {
  const row = await indexed(sources).where('event_id', '=', eventId.toLowerCase()).executeTakeFirst();
  if (row !== undefined) {
    const place = { from: BigInt(row.revision), limit: 1 };
    for await (const { stream, type, data, metadata } of sources.store.readStream(row.stream, place))
      return { ...shown(row, (await amendmentsOf(sources, [row]))(row)), recorded: { stream, type, data, metadata } };
  }
  const message = `There is no event ${eventId}. The audit lists all of them.`;
  throw new Refused(refuse('not-found', 'event-not-found', message));
}
