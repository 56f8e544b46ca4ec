import type { Calendar, Envelope, FilmEvent } from '#acquisition/domain';
import { buyerIn, daysLate, firstDay, tell, tellMarket } from '#acquisition/domain';
import { filmCodec, filmIdOf, isFilmStream, toFilmEvent } from '#acquisition/film-stream';
import { isMarketStream, marketCodec, toMarketEvent } from '#acquisition/market-stream';
import type { RecordedEvent } from '#event-store';
import type { View } from '#subscriptions';
import { sql } from 'kysely';
import { excluded, portions } from '../overwrite';
import type { ReportingZone } from '../reporting-zone';
import { versionIn } from '../reporting-zone';
import { recordedText } from './recorded-text';

export interface EventIndexTables {
  event_index: {
    position: string;
    event_id: string;
    stream: string;
    /** `null` for what is of no one film. */
    film_id: string | null;
    revision: number;
    type: string;
    /** First day on which it can have happened, in the reporting time zone. */
    occurred_on: string;
    /** When it happened and how precisely that is known, JSON. */
    occurred_at: string;
    recorded_at: string;
    /** Whole days from the last day on which it can have happened to the one on which it was recorded. */
    late_days: number;
    /** What else came of the same request or cause; `null` where nobody said. */
    correlation_id: string | null;
    user: string;
    role: string;
    source_kind: string;
    /** On whose word, JSON. */
    source: string;
    buyer: string | null;
    /** What it says, in a sentence. */
    tells: string;
    /** The event that it corrects or retracts. */
    amends: string | null;
    /** The event that began the offer, deal, mandate, dispute or webhook that it goes on with. */
    about: string | null;
    /** What a search looks in. */
    search: string;
  };
}

const amendedBy = (event: FilmEvent): string | null => {
  if (event.type === 'EntryCorrected') return event.data.corrects;
  return event.type === 'EntryRetracted' ? event.data.retracts : null;
};

/** Fields that name what an entry is about by the event that it began with; of a deal made of an offer, the offer. */
const SUBJECTS = ['offerId', 'dealId', 'mandateId', 'disputeId', 'webhookId'];

function subjectOf(id: string, data: object): string | null {
  const said = data as Readonly<Record<string, unknown>>;
  const subject = SUBJECTS.map((field) => said[field]).find((named) => typeof named === 'string' && named !== id);
  return typeof subject === 'string' ? subject : null;
}

type Row = EventIndexTables['event_index'];
type Days = Pick<Calendar, 'dayOf'>;

const envelopeColumns = ({ position, stream, metadata }: RecordedEvent, event: Envelope, { dayOf }: Days) => ({
  position,
  event_id: event.id,
  stream,
  revision: event.revision,
  occurred_on: firstDay(event.occurredAt, dayOf),
  occurred_at: JSON.stringify(event.occurredAt),
  recorded_at: event.recordedAt,
  late_days: daysLate(event.occurredAt, event.recordedAt, dayOf),
  correlation_id: metadata['correlationId'] ?? null,
  user: event.actor.user,
  role: event.actor.role,
  source_kind: event.source.kind,
  source: JSON.stringify(event.source),
});

function rowOfFilm(recorded: RecordedEvent, days: Days): Row {
  const event = toFilmEvent(filmCodec.decode(recorded));
  const tells = tell(event);
  return {
    ...envelopeColumns(recorded, event, days),
    film_id: filmIdOf(recorded.stream),
    type: event.type,
    buyer: buyerIn(event) ?? null,
    tells,
    amends: amendedBy(event),
    about: subjectOf(event.id, event.data),
    search: recordedText(tells, event.data, event.source),
  };
}

function rowOfMarket(recorded: RecordedEvent, days: Days): Row {
  const event = toMarketEvent(marketCodec.decode(recorded));
  const tells = tellMarket(event);
  return {
    ...envelopeColumns(recorded, event, days),
    film_id: 'filmId' in event.data ? event.data.filmId : null,
    type: event.type,
    buyer: 'buyer' in event.data ? event.data.buyer : null,
    tells,
    amends: null,
    about: subjectOf(event.id, event.data),
    search: recordedText(tells, event.data, event.source),
  };
}

const rowsOf = (recorded: RecordedEvent, days: Days): readonly Row[] => {
  if (isFilmStream(recorded.stream)) return [rowOfFilm(recorded, days)];
  return isMarketStream(recorded.stream) ? [rowOfMarket(recorded, days)] : [];
};

/** Columns that the audit filters by, each with an index in the order of the log. */
const INDEXED = [
  'film_id',
  'type',
  'user',
  'role',
  'source_kind',
  'correlation_id',
  'occurred_on',
  'recorded_at',
] as const satisfies readonly (keyof Row)[];

/** Of what is written, whatever the zone. */
const VERSION = 3;

/**
 * A row for each event of any film, and of the market: what the audit filters and finds. The data itself stays in the log.
 * @param zone in which it is told on which days something happened and was recorded.
 */
export const eventIndexView = (zone: ReportingZone): View<EventIndexTables> => ({
  name: 'event-index',
  version: versionIn(zone, VERSION),
  tables: [
    {
      name: 'event_index',
      key: ['position'],
      create: (schema, physicalName) => [
        schema
          .createTable(physicalName)
          .addColumn('position', 'text', (column) => column.primaryKey())
          .addColumn('event_id', 'text', (column) => column.notNull())
          .addColumn('stream', 'text', (column) => column.notNull())
          .addColumn('film_id', 'text')
          .addColumn('revision', 'integer', (column) => column.notNull())
          .addColumn('type', 'text', (column) => column.notNull())
          .addColumn('occurred_on', 'text', (column) => column.notNull())
          .addColumn('occurred_at', 'text', (column) => column.notNull())
          .addColumn('recorded_at', 'text', (column) => column.notNull())
          .addColumn('late_days', 'integer', (column) => column.notNull())
          .addColumn('correlation_id', 'text')
          .addColumn('user', 'text', (column) => column.notNull())
          .addColumn('role', 'text', (column) => column.notNull())
          .addColumn('source_kind', 'text', (column) => column.notNull())
          .addColumn('source', 'text', (column) => column.notNull())
          .addColumn('buyer', 'text')
          .addColumn('tells', 'text', (column) => column.notNull())
          .addColumn('amends', 'text')
          .addColumn('about', 'text')
          .addColumn('search', 'text', (column) => column.notNull()),
        schema.createIndex(`${physicalName}_id`).on(physicalName).column('event_id'),
        ...INDEXED.map((column) =>
          schema.createIndex(`${physicalName}_${column}`).on(physicalName).columns([column, 'position']),
        ),
        // Of few events: an index of all of them would be written for each.
        schema
          .createIndex(`${physicalName}_amends`)
          .on(physicalName)
          .columns(['amends', 'type'])
          .where(sql.ref('amends'), 'is not', null),
        schema
          .createIndex(`${physicalName}_late_days`)
          .on(physicalName)
          .columns(['late_days', 'position'])
          .where(sql.ref('late_days'), '>', sql.lit(0)),
      ],
    },
  ],
  async apply(events, tx) {
    for (const { rows, first } of portions(events.flatMap((event) => rowsOf(event, zone.calendar)))) {
      await tx
        .insertInto('event_index')
        .values(rows)
        .onConflict((conflict) => conflict.column('position').doUpdateSet(excluded(first)))
        .execute();
    }
  },
});
