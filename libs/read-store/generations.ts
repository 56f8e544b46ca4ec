import { sql, type Transaction } from 'kysely';
import type { Bookkeeping, ViewStateTable } from './bookkeeping';
import { generationTables } from './generation-tables';
import type { ViewStorage } from './read-store';
import { physicalName, type ViewDefinition } from './view-definition';

/** How far a generation has come in the log. */
export interface Checkpoint {
  /** Position of the last event applied; empty for the start of the log. */
  readonly position: string;
  /** How many events were applied since the start of the log. */
  readonly events: number;
  /** The last event applied, if any. */
  readonly last?: LastApplied;
}

export interface LastApplied {
  readonly id: string;
  readonly stream: string;
  readonly revision: bigint;
  readonly recordedAt: string;
}

/** One generation of a view: its own tables, its own checkpoint. */
export interface Generation {
  readonly view: string;
  readonly generation: number;
  readonly version: number;
  /** `live`: queries see it. `building`: beside a live one, or seen by queries while there is no live one yet. */
  readonly status: 'live' | 'building';
  /** Plain names. */
  readonly tables: readonly string[];
  readonly checkpoint: Checkpoint;
  readonly updatedAt: string;
}

export type BookkeepingTransaction = Transaction<Bookkeeping>;

/** Every generation of every view, by view and age. For the reader of a store that another process keeps, too. */
export const readGenerations = async (
  db: Pick<ViewStorage['bookkeeping'], 'selectFrom'>,
  view?: string,
): Promise<readonly Generation[]> => {
  const all = db.selectFrom('view_state').selectAll().orderBy('view').orderBy('generation');
  const rows = await (view === undefined ? all : all.where('view', '=', view)).execute();
  return rows.map(toGeneration);
};

const toGeneration = (row: ViewStateTable): Generation => ({
  view: row.view,
  generation: row.generation,
  version: row.version,
  status: row.status,
  tables: JSON.parse(row.tables) as string[],
  checkpoint: { position: row.position, events: row.events, ...lastApplied(row) },
  updatedAt: row.updated_at,
});

const lastApplied = (row: ViewStateTable): { last?: LastApplied } => {
  const { last_event_id: id, last_stream: stream, last_revision: revision, last_recorded_at: recordedAt } = row;
  if (id === null || stream === null || revision === null || recordedAt === null) return {};
  return { last: { id, stream, revision: BigInt(revision), recordedAt } };
};

/** The generation whose tables the plain names show. */
export const shownOf = (generations: readonly Generation[]): Generation | undefined =>
  generations.find(({ status }) => status === 'live') ?? generations.at(0);

/**
 * Makes the empty tables of a new generation. When the view has no other one, its plain names show it at once:
 * a view that is still being built for the first time is better than none.
 */
export const beginGeneration = async (
  tx: BookkeepingTransaction,
  view: ViewDefinition,
  at: string,
): Promise<Generation> => {
  const others = await readGenerations(tx, view.name);
  const generation = Math.max(0, ...others.map((other) => other.generation)) + 1;
  for (const table of view.tables)
    for (const statement of table.create(tx.schema, physicalName(table.name, generation))) await statement.execute();
  const row: ViewStateTable = {
    view: view.name,
    generation,
    version: view.version,
    status: 'building',
    tables: JSON.stringify(view.tables.map(({ name }) => name)),
    position: '',
    events: 0,
    last_stream: null,
    last_revision: null,
    last_event_id: null,
    last_recorded_at: null,
    updated_at: at,
  };
  await tx.insertInto('view_state').values(row).execute();
  const begun = toGeneration(row);
  if (others.length === 0) await showGeneration(tx, begun);
  return begun;
};

/** Points the plain names at this generation. */
export const showGeneration = async (tx: BookkeepingTransaction, generation: Generation): Promise<void> => {
  for (const name of generation.tables) {
    await tx.schema.dropView(name).ifExists().execute();
    await sql`create view ${sql.table(name)} as select * from ${sql.table(physicalName(name, generation.generation))}`.execute(
      tx,
    );
  }
};

/**
 * Swaps a generation in: plain names show it, those before it are gone, and so are their dead letters, which it has
 * applied. Within `tx`, so a reader sees the one or the other.
 */
export const promoteGeneration = async (
  tx: BookkeepingTransaction,
  generation: Generation,
  at: string,
): Promise<void> => {
  for (const other of await readGenerations(tx, generation.view))
    if (other.generation !== generation.generation) await discardGeneration(tx, other);
  await showGeneration(tx, generation);
  await tx.deleteFrom('dead_letters').where('view', '=', generation.view).execute();
  await tx
    .updateTable('view_state')
    .set({ status: 'live', updated_at: at })
    .where('view', '=', generation.view)
    .where('generation', '=', generation.generation)
    .execute();
};

/** Removes the tables of one generation, and the plain names if it was the one that they showed. */
export const discardGeneration = async (tx: BookkeepingTransaction, generation: Generation): Promise<void> => {
  const shown = shownOf(await readGenerations(tx, generation.view));
  for (const name of generation.tables) {
    if (shown?.generation === generation.generation) await tx.schema.dropView(name).ifExists().execute();
    await tx.schema.dropTable(physicalName(name, generation.generation)).ifExists().execute();
  }
  await tx
    .deleteFrom('view_state')
    .where('view', '=', generation.view)
    .where('generation', '=', generation.generation)
    .execute();
};

/** Removes everything that is kept of a view: it is built anew when its supervisor starts. */
export const dropView = (store: ViewStorage, view: string): Promise<void> =>
  store.transaction((tx) => discardView(tx, view));

/** The same within a transaction. */
export const discardView = async (tx: BookkeepingTransaction, view: string): Promise<void> => {
  for (const generation of await readGenerations(tx, view)) await discardGeneration(tx, generation);
  await tx.deleteFrom('dead_letters').where('view', '=', view).execute();
};

/**
 * Moves the checkpoint of a generation, if it still is where the caller left it.
 * Answers whether it was: if not, someone else has moved it, and the transaction must not be kept.
 */
export const moveCheckpoint = async (
  tx: BookkeepingTransaction,
  generation: Pick<Generation, 'view' | 'generation' | 'checkpoint'>,
  to: Checkpoint,
  at: string,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('view_state')
    .set({
      position: to.position,
      events: to.events,
      last_stream: to.last?.stream ?? null,
      last_revision: to.last === undefined ? null : String(to.last.revision),
      last_event_id: to.last?.id ?? null,
      last_recorded_at: to.last?.recordedAt ?? null,
      updated_at: at,
    })
    .where('view', '=', generation.view)
    .where('generation', '=', generation.generation)
    .where('position', '=', generation.checkpoint.position)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
};

/** The same transaction, typed on the tables of a view and sent to those of this generation. */
export const onGeneration = <Tables>(
  tx: BookkeepingTransaction,
  { tables, generation }: Pick<Generation, 'tables' | 'generation'>,
): Transaction<Tables> => tx.withPlugin(generationTables(tables, generation)) as unknown as Transaction<Tables>;

/** Whether a generation has all its tables, `present` being the names of those that are there. */
export const isWhole = ({ tables, generation }: Generation, present: ReadonlySet<string>): boolean =>
  tables.every((name) => present.has(physicalName(name, generation)));
