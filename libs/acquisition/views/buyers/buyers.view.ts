import type { EventStore, RecordedEvent } from '#event-store';
import type { View, ViewTransaction } from '#subscriptions';
import { BUYERS_STREAM } from '#acquisition/market-stream';
import { sql } from 'kysely';
import type { FilmFolds } from '../film-folds';
import { excluded, portions } from '../overwrite';
import type { BuyerEntryRow } from './buyer-entries';
import { buyerEntries } from './buyer-entries';
import type { BuyerMergeRow } from './merges';
import { mergesUpTo } from './merges';

export interface BuyerTables {
  buyer_entries: BuyerEntryRow;
  buyer_merges: BuyerMergeRow;
}

const entriesTable: View<BuyerTables>['tables'][number] = {
  name: 'buyer_entries',
  key: ['entry_id'],
  create: (schema, physicalName) => [
    schema
      .createTable(physicalName)
      .addColumn('entry_id', 'text', (column) => column.primaryKey())
      .addColumn('film_id', 'text', (column) => column.notNull())
      .addColumn('film_slug', 'text', (column) => column.notNull())
      .addColumn('film_title', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('buyer', 'text', (column) => column.notNull())
      .addColumn('buyer_key', 'text', (column) => column.notNull())
      .addColumn('search', 'text', (column) => column.notNull())
      .addColumn('on_day', 'text', (column) => column.notNull())
      .addColumn('rights', 'text')
      .addColumn('reason', 'text')
      .addColumn('exclusive', 'integer')
      .addColumn('until', 'text')
      .addColumn('thing', 'text')
      .addColumn('revision', 'integer', (column) => column.notNull()),
    schema.createIndex(`${physicalName}_film`).on(physicalName).column('film_id'),
    schema.createIndex(`${physicalName}_buyer`).on(physicalName).columns(['buyer_key', 'on_day', 'entry_id']),
  ],
};

const mergesTable: View<BuyerTables>['tables'][number] = {
  name: 'buyer_merges',
  key: ['buyer_key'],
  create: (schema, physicalName) => [
    schema
      .createTable(physicalName)
      .addColumn('buyer_key', 'text', (column) => column.primaryKey())
      .addColumn('buyer', 'text', (column) => column.notNull())
      .addColumn('merged_into', 'text')
      .addColumn('head', 'text', (column) => column.notNull())
      .addColumn('head_key', 'text', (column) => column.notNull())
      .addColumn('head_search', 'text', (column) => column.notNull())
      .addColumn('reason', 'text')
      .addColumn('on_day', 'text', (column) => column.notNull())
      .addColumn('event_id', 'text', (column) => column.notNull())
      .addColumn('revision', 'integer', (column) => column.notNull()),
    schema.createIndex(`${physicalName}_head`).on(physicalName).column('head_key'),
  ],
};

async function overwriteEntries(
  tx: ViewTransaction<BuyerTables>,
  filmId: string,
  entries: readonly BuyerEntryRow[],
  revision: bigint,
): Promise<void> {
  for (const { rows, first } of portions(entries)) {
    await tx
      .insertInto('buyer_entries')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .column('entry_id')
          .doUpdateSet(excluded(first))
          .whereRef('buyer_entries.revision', '<=', sql.ref('excluded.revision')),
      )
      .execute();
  }
  // What was retracted, buyers did not do.
  await tx.deleteFrom('buyer_entries').where('film_id', '=', filmId).where('revision', '<', Number(revision)).execute();
}

async function overwriteMerges(
  store: Pick<EventStore, 'readStream'>,
  tx: ViewTransaction<BuyerTables>,
  last: RecordedEvent,
): Promise<void> {
  for (const { rows, first } of portions(await mergesUpTo(store, last.revision))) {
    await tx
      .insertInto('buyer_merges')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .column('buyer_key')
          .doUpdateSet(excluded(first))
          .whereRef('buyer_merges.revision', '<=', sql.ref('excluded.revision')),
      )
      .execute();
  }
}

/** What each buyer did about which film, and which names are of one buyer. */
export function buyersView(store: Pick<EventStore, 'readStream'>, filmsAfter: FilmFolds): View<BuyerTables> {
  return {
    name: 'buyers',
    version: 1,
    tables: [entriesTable, mergesTable],
    async apply(events, tx) {
      for (const { film, revision } of await filmsAfter(events))
        await overwriteEntries(tx, film.filmId, buyerEntries(film, revision), revision);
      const merged = events.findLast(({ stream }) => stream === BUYERS_STREAM);
      if (merged !== undefined) await overwriteMerges(store, tx, merged);
    },
  };
}
