import type { RawBuilder, SqlBool } from 'kysely';
import { sql } from 'kysely';
import { hasWord, searchWords } from '../search';
import type { Amended, Range } from './asked-events';
import type { EventIndexTables } from './event-index.view';

type Column = keyof EventIndexTables['event_index'];
type Sql = RawBuilder<SqlBool>;

/** What an event has to be, to be found. */
export interface Condition {
  /** The same, written so that no index is used for it. */
  readonly checked: Sql;
  /** Written so that an index is used for it; absent where there is none. */
  readonly found?: Sql;
  /** The index has what it finds in the order of the log. */
  readonly inOrder: boolean;
  /** What it finds is likely to stand close together in the log. */
  readonly isPeriod?: true;
}

const ref = (column: Column) => sql.ref(`event_index.${column}`);

/** A column of which SQLite does not look for an index. */
const unindexed = (column: Column) => sql`+${ref(column)}`;

/** Of a column, the same of both forms. */
const of = (column: Column, inOrder: boolean, is: (column: RawBuilder<unknown>) => Sql): Condition => ({
  found: is(ref(column)),
  checked: is(unindexed(column)),
  inOrder,
});

export const equals = (column: Column, value: string): Condition =>
  of(column, true, (is) => sql<SqlBool>`${is} = ${value}`);

export const isNothing = (column: Column): Condition => of(column, true, (is) => sql<SqlBool>`${is} is null`);

export const among = (column: Column, values: readonly string[]): Condition =>
  of(column, values.length === 1, (is) => sql<SqlBool>`${is} in (${sql.join(values)})`);

export const within = (column: Column, { from, to }: Range): Condition => ({
  ...of(column, false, (is) =>
    sql.join(
      [
        ...(from === undefined ? [] : [sql<SqlBool>`${is} >= ${from}`]),
        ...(to === undefined ? [] : [sql<SqlBool>`${is} <= ${to}`]),
      ],
      sql` and `,
    ),
  ),
  isPeriod: true,
});

/** More than so many days late. That it is more than none is what tells SQLite that the index has all of them. */
export const later = (days: number): Condition =>
  of('late_days', false, (is) => sql<SqlBool>`${is} > 0 and ${is} > ${days}`);

const AMENDING = { corrected: 'EntryCorrected', retracted: 'EntryRetracted' } as const;

/** Corrected, or retracted. */
export function amendedBy(ways: readonly Amended[]): Condition {
  const types = sql.join(ways.map((way) => AMENDING[way]));
  const amending = sql`from ${sql.table('event_index')} as amending where amending.type in (${types})`;
  return {
    found: sql`${ref('event_id')} in (select amending.amends ${amending} and amending.amends is not null)`,
    checked: sql`exists (select 1 ${amending} and amending.amends = ${ref('event_id')})`,
    inOrder: false,
  };
}

const checkedOnly = (checked: Sql): Condition => ({ checked, inOrder: false });

/** Every word occurs in what was recorded. */
export const says = (search: string): readonly Condition[] =>
  searchWords(search).map((word) => checkedOnly(hasWord('event_index.search', word)));

/** It is this event, or names it. */
export const names = (eventId: string): Condition =>
  checkedOnly(sql`(${unindexed('event_id')} = ${eventId} or ${hasWord('event_index.search', eventId)})`);
