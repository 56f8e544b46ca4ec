import { createHash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Bookkeeping } from './bookkeeping';
import { readDeadLetters } from './dead-letters';
import { ReadStoreError } from './errors';
import { readGenerations, shownOf } from './generations';
import type { ViewStorage } from './read-store';
import { physicalName, type ViewDefinition, type ViewTable } from './view-definition';

/** What a view holds at one moment, in few bytes. Equal digests: equal to the byte. */
export interface ViewDigest {
  /** Position of the last event that went into it. */
  readonly position: string;
  readonly rows: number;
  /** SHA-256 over the lines of the dump, hexadecimal. */
  readonly sha256: string;
}

/** What a dump is of. */
export interface DumpHead {
  /** Position of the last event that went into it. */
  readonly position: string;
  /** Ids of the events that did not go into it, being dead letters. */
  readonly without: readonly string[];
}

/** One line of a dump. */
export interface DumpedRow {
  readonly table: string;
  /** `["slate",{"film_id":"…","phase":"…"}]`: columns by name, nothing that tells one generation from another. */
  readonly line: string;
}

/**
 * Every row of a view as queries see it, as of one moment: table by table in the order of its declaration, row by row in
 * the order of its key. The same events give the same lines, on any machine and in any generation.
 * @throws ReadStoreError `no-such-view`; `invalid-view` when the key of a table is not unique.
 */
export async function* dumpView(store: ViewStorage, view: ViewDefinition): AsyncGenerator<string> {
  for await (const item of dumpWithHead(store, view)) if ('line' in item) yield item.line;
}

/** Digest of the dump, and the position that it is of. @throws as `dumpView`. */
export const digestView = async (store: ViewStorage, view: ViewDefinition): Promise<ViewDigest> => {
  const hash = createHash('sha256');
  let position = '';
  let rows = 0;
  for await (const item of dumpWithHead(store, view)) {
    if ('position' in item) {
      position = item.position;
      continue;
    }
    hash.update(item.line).update('\n');
    rows += 1;
  }
  return { position, rows, sha256: hash.digest('hex') };
};

/** What it is of first, then the rows, all of one moment. @throws as `dumpView`. */
export async function* dumpWithHead(store: ViewStorage, view: ViewDefinition): AsyncGenerator<DumpHead | DumpedRow> {
  const snapshot = await store.bookkeeping.startTransaction().execute();
  try {
    const shown = shownOf(await readGenerations(snapshot, view.name));
    if (shown === undefined)
      throw new ReadStoreError(
        'no-such-view',
        `View ${view.name} was never built here: start the server once to build it.`,
      );
    const letters = await readDeadLetters(snapshot, view.name);
    yield { position: shown.checkpoint.position, without: letters.map(({ eventId }) => eventId) };
    for (const table of view.tables) yield* dumpTable(snapshot, table, physicalName(table.name, shown.generation));
  } finally {
    // Nothing was written: to roll back ends the snapshot as well as to commit, also after an error.
    await snapshot.rollback().execute();
  }
}

async function* dumpTable(db: Kysely<Bookkeeping>, table: ViewTable, physical: string): AsyncGenerator<DumpedRow> {
  const key = sql.join(table.key.map((column) => sql.ref(column)));
  const rows = db
    .selectFrom(sql<Record<string, unknown>>`${sql.table(physical)}`.as('dumped'))
    .selectAll()
    .orderBy(key);
  let before: string | undefined;
  for await (const row of rows.stream()) {
    const here = JSON.stringify(table.key.map((column) => canonicalValue(row[column])));
    if (here === before)
      throw new ReadStoreError(
        'invalid-view',
        `Two rows of table ${table.name} have the key ${here}: declare a key that tells rows apart.`,
      );
    before = here;
    yield { table: table.name, line: JSON.stringify([table.name, canonicalRow(row)]) };
  }
}

const canonicalRow = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.keys(row)
      .sort()
      .map((column) => [column, canonicalValue(row[column])]),
  );

/** Bytes as hexadecimal: JSON has none. */
const canonicalValue = (value: unknown): unknown =>
  value instanceof Uint8Array ? { bytes: Buffer.from(value).toString('hex') } : value;
