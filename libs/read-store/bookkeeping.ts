import type { Kysely } from 'kysely';

/** Raised whenever the tables below change. A store of an older format is thrown away and rebuilt. */
export const READ_STORE_FORMAT = 1;

/** The tables by which the read store keeps itself. They may hold times of the clock; tables of views never do. */
export interface Bookkeeping {
  read_store_format: { format: number };
  view_state: ViewStateTable;
  dead_letters: DeadLetterTable;
}

/** One row per generation of a view. */
export interface ViewStateTable {
  view: string;
  generation: number;
  version: number;
  status: 'live' | 'building';
  /** Plain names of the tables of this generation, as JSON: a later version may have others. */
  tables: string;
  /** Position of the last event applied; empty for the start of the log. */
  position: string;
  /** How many events were applied since the start of the log. */
  events: number;
  /** Where the last event applied stands in its stream, to recognise a log that was replaced by an older one. */
  last_stream: string | null;
  last_revision: string | null;
  last_event_id: string | null;
  last_recorded_at: string | null;
  updated_at: string;
}

/** Events that a live view could not apply. */
export interface DeadLetterTable {
  id: string;
  view: string;
  position: string;
  event_id: string;
  stream: string;
  /** Decimal: the way to the event in its stream. */
  revision: string;
  type: string;
  error: string;
  at: string;
  attempts: number;
}

/** Makes the bookkeeping tables of an empty database. */
export const createBookkeeping = async (db: Kysely<Bookkeeping>): Promise<void> => {
  await db.schema
    .createTable('view_state')
    .addColumn('view', 'text', (column) => column.notNull())
    .addColumn('generation', 'integer', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('tables', 'text', (column) => column.notNull())
    .addColumn('position', 'text', (column) => column.notNull())
    .addColumn('events', 'integer', (column) => column.notNull())
    .addColumn('last_stream', 'text')
    .addColumn('last_revision', 'text')
    .addColumn('last_event_id', 'text')
    .addColumn('last_recorded_at', 'text')
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('view_state_key', ['view', 'generation'])
    .execute();
  await db.schema
    .createTable('dead_letters')
    .addColumn('id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('view', 'text', (column) => column.notNull())
    .addColumn('position', 'text', (column) => column.notNull())
    .addColumn('event_id', 'text', (column) => column.notNull())
    .addColumn('stream', 'text', (column) => column.notNull())
    .addColumn('revision', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('error', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('dead_letters_by_view').on('dead_letters').columns(['view', 'position']).execute();
  await db.schema
    .createTable('read_store_format')
    .addColumn('format', 'integer', (column) => column.notNull())
    .execute();
  await db.insertInto('read_store_format').values({ format: READ_STORE_FORMAT }).execute();
};
