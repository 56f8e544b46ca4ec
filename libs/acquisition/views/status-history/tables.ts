import type { ViewDefinition } from '#read-store';
import { sql } from 'kysely';

/**
 * What is known of a film is painted over what was known before, as of the moments that an event changes: what holds at a
 * moment of both clocks is what the last event known by then painted there. Moments are milliseconds since 1970.
 */
export interface StatusHistoryTables {
  /** Every film, by a number that takes less room than its id. */
  status_films: { film_no: number; film_id: string };
  /** Every title that a film ever had. */
  status_titles: { title_key: string; film_no: number };
  /**
   * From when on an event was known; and the last day on which something had happened, as of the moments from `valid_from`
   * until `valid_to` (`null`: of all later ones).
   */
  status_known: {
    film_no: number;
    known_from: number;
    revision: number;
    valid_from: number;
    valid_to: number | null;
    last_occurred_on: string;
  };
  /**
   * What the slate says of a film as of the moments from `valid_from` on, since an event is known. All that an event
   * says together holds without end; of silent events there is nothing.
   */
  status_history: {
    film_no: number;
    revision: number;
    valid_from: number;
    /** When time alone changes it; `null`: only an event can. */
    valid_to: number | null;
    /** What it says, in `status_rows`; `null`: nothing, there was no such film then. */
    digest: string | null;
  };
  /** What the slate ever said of a film, each once: what it was called, in `status_names`, and how it stood. */
  status_rows: { film_no: number; digest: string; names_digest: string; standing: string };
  status_names: { film_no: number; digest: string; title_key: string; names: string };
}

export const STATUS_TABLES: ViewDefinition['tables'] = [
  {
    name: 'status_films',
    key: ['film_no'],
    create: (schema, table) => [
      schema
        .createTable(table)
        .addColumn('film_no', 'integer', (column) => column.primaryKey())
        .addColumn('film_id', 'text', (column) => column.notNull().unique()),
    ],
  },
  {
    name: 'status_titles',
    key: ['title_key', 'film_no'],
    create: (schema, table) => [
      schema
        .createTable(table)
        .addColumn('title_key', 'text', (column) => column.notNull())
        .addColumn('film_no', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint(`${table}_key`, ['title_key', 'film_no'])
        .modifyEnd(sql`without rowid`),
    ],
  },
  {
    name: 'status_known',
    key: ['film_no', 'known_from', 'revision', 'valid_from'],
    create: (schema, table) => [
      schema
        .createTable(table)
        .addColumn('film_no', 'integer', (column) => column.notNull())
        .addColumn('known_from', 'integer', (column) => column.notNull())
        .addColumn('revision', 'integer', (column) => column.notNull())
        .addColumn('valid_from', 'integer', (column) => column.notNull())
        .addColumn('valid_to', 'integer')
        .addColumn('last_occurred_on', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint(`${table}_key`, ['film_no', 'known_from', 'revision', 'valid_from'])
        .modifyEnd(sql`without rowid`),
    ],
  },
  {
    name: 'status_history',
    key: ['film_no', 'revision', 'valid_from'],
    create: (schema, table) => [
      schema
        .createTable(table)
        .addColumn('film_no', 'integer', (column) => column.notNull())
        .addColumn('revision', 'integer', (column) => column.notNull())
        .addColumn('valid_from', 'integer', (column) => column.notNull())
        .addColumn('valid_to', 'integer')
        .addColumn('digest', 'text')
        .addPrimaryKeyConstraint(`${table}_key`, ['film_no', 'revision', 'valid_from'])
        .modifyEnd(sql`without rowid`),
    ],
  },
  {
    name: 'status_rows',
    key: ['film_no', 'digest'],
    create: (schema, table) => [
      schema
        .createTable(table)
        .addColumn('film_no', 'integer', (column) => column.notNull())
        .addColumn('digest', 'text', (column) => column.notNull())
        .addColumn('names_digest', 'text', (column) => column.notNull())
        .addColumn('standing', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint(`${table}_key`, ['film_no', 'digest'])
        .modifyEnd(sql`without rowid`),
    ],
  },
  {
    name: 'status_names',
    key: ['film_no', 'digest'],
    create: (schema, table) => [
      schema
        .createTable(table)
        .addColumn('film_no', 'integer', (column) => column.notNull())
        .addColumn('digest', 'text', (column) => column.notNull())
        .addColumn('title_key', 'text', (column) => column.notNull())
        .addColumn('names', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint(`${table}_key`, ['film_no', 'digest'])
        .modifyEnd(sql`without rowid`),
    ],
  },
];
