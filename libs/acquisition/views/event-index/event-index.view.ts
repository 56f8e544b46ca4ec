import type { Envelope, FilmEvent } from '#acquisition/domain';
import { buyerIn, firstDay, tell, tellMarket, utcDay } from '#acquisition/domain';
import { filmCodec, filmIdOf, isFilmStream, toFilmEvent } from '#acquisition/film-stream';
import { isMarketStream, marketCodec, toMarketEvent } from '#acquisition/market-stream';
import type { RecordedEvent } from '#event-store';
import type { View } from '#subscriptions';
import { excluded, portions } from '../overwrite';

export interface EventIndexTables {
  event_index: {
    position: string;
    event_id: string;
    stream: string;
    /** `null` for what is of no one film. */
    film_id: string | null;
    revision: number;
    type: string;
    /** First day on which it can have happened. */
    occurred_on: string;
    /** When it happened and how precisely that is known, JSON. */
    occurred_at: string;
    recorded_at: string;
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
  };
}

const amendedBy = (event: FilmEvent): string | null => {
  if (event.type === 'EntryCorrected') return event.data.corrects;
  return event.type === 'EntryRetracted' ? event.data.retracts : null;
};

type Row = EventIndexTables['event_index'];

const envelopeColumns = ({ position, stream }: RecordedEvent, event: Envelope) => ({
  position,
  event_id: event.id,
  stream,
  revision: event.revision,
  occurred_on: firstDay(event.occurredAt, utcDay),
  occurred_at: JSON.stringify(event.occurredAt),
  recorded_at: event.recordedAt,
  user: event.actor.user,
  role: event.actor.role,
  source_kind: event.source.kind,
  source: JSON.stringify(event.source),
});

function rowOfFilm(recorded: RecordedEvent): Row {
  const event = toFilmEvent(filmCodec.decode(recorded));
  return {
    ...envelopeColumns(recorded, event),
    film_id: filmIdOf(recorded.stream),
    type: event.type,
    buyer: buyerIn(event) ?? null,
    tells: tell(event),
    amends: amendedBy(event),
  };
}

function rowOfMarket(recorded: RecordedEvent): Row {
  const event = toMarketEvent(marketCodec.decode(recorded));
  return {
    ...envelopeColumns(recorded, event),
    film_id: null,
    type: event.type,
    buyer: 'buyer' in event.data ? event.data.buyer : null,
    tells: tellMarket(event),
    amends: null,
  };
}

const rowsOf = (recorded: RecordedEvent): readonly Row[] => {
  if (isFilmStream(recorded.stream)) return [rowOfFilm(recorded)];
  return isMarketStream(recorded.stream) ? [rowOfMarket(recorded)] : [];
};

/** A row for each event of any film, and of the market: what the audit filters and history lists. The data itself stays in the log. */
export const eventIndexView = (): View<EventIndexTables> => ({
  name: 'event-index',
  version: 2,
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
          .addColumn('user', 'text', (column) => column.notNull())
          .addColumn('role', 'text', (column) => column.notNull())
          .addColumn('source_kind', 'text', (column) => column.notNull())
          .addColumn('source', 'text', (column) => column.notNull())
          .addColumn('buyer', 'text')
          .addColumn('tells', 'text', (column) => column.notNull())
          .addColumn('amends', 'text'),
        schema.createIndex(`${physicalName}_id`).on(physicalName).column('event_id'),
        schema.createIndex(`${physicalName}_amends`).on(physicalName).column('amends'),
        schema.createIndex(`${physicalName}_film`).on(physicalName).columns(['film_id', 'revision']),
        schema.createIndex(`${physicalName}_type`).on(physicalName).columns(['type', 'position']),
        schema.createIndex(`${physicalName}_user`).on(physicalName).columns(['user', 'position']),
      ],
    },
  ],
  async apply(events, tx) {
    for (const { rows, first } of portions(events.flatMap(rowsOf))) {
      await tx
        .insertInto('event_index')
        .values(rows)
        .onConflict((conflict) => conflict.column('position').doUpdateSet(excluded(first)))
        .execute();
    }
  },
});
