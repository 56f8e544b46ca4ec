import type { EventStore, RecordedEvent } from '#event-store';
import type { View, ViewTransaction } from '#subscriptions';
import type { FilmState } from '#acquisition/domain';
import { BUYERS_STREAM } from '#acquisition/market-stream';
import { sql } from 'kysely';
import type { FilmAfter, FilmFolds } from '../film-folds';
import { excluded, portions } from '../overwrite';
import type { ToldFilm } from '../told-films';
import { toldFilms, toldUpTo } from '../told-films';
import type { BuyerEntryRow } from './buyer-entries';
import { buyerEntries, thingsOf } from './buyer-entries';
import type { BuyerMergeRow } from './merges';
import { mergesUpTo } from './merges';

export interface BuyerTables {
  buyer_entries: BuyerEntryRow;
  buyer_merges: BuyerMergeRow;
  buyer_films: ToldFilm;
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
      .addColumn('thing', 'text'),
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

/** Writes what a batch changed of what buyers did, and nothing of an event that comes again after later ones. */
async function tellEntries(tx: ViewTransaction<BuyerTables>, films: readonly FilmAfter[]): Promise<void> {
  const told = await toldUpTo(films, (ids) =>
    tx.selectFrom('buyer_films').selectAll().where('film_id', 'in', ids).execute(),
  );
  const rows: BuyerEntryRow[] = [];
  const gone: string[] = [];
  const revisions: ToldFilm[] = [];
  for (const { film, before, revision } of films) {
    const last = told.get(film.filmId);
    if (last !== undefined && last > revision) continue;
    const isKnown = before !== undefined && last === before.revision && isCalledTheSame(before.film, film);
    const known = isKnown ? thingsOf(before.film) : new Map<string, object>();
    if (!isKnown && last !== undefined)
      await tx.deleteFrom('buyer_entries').where('film_id', '=', film.filmId).execute();
    const things = new Set(known.values());
    const now = thingsOf(film);
    rows.push(...buyerEntries(film, (thing) => !things.has(thing)));
    // What was retracted, buyers did not do.
    gone.push(...[...known.keys()].filter((id) => !now.has(id)));
    revisions.push({ film_id: film.filmId, revision: Number(revision) });
  }
  for (const { rows: ids } of portions(gone))
    await tx.deleteFrom('buyer_entries').where('entry_id', 'in', ids).execute();
  for (const { rows: some, first } of portions(rows))
    await tx
      .insertInto('buyer_entries')
      .values(some)
      .onConflict((conflict) => conflict.column('entry_id').doUpdateSet(excluded(first)))
      .execute();
  for (const { rows: some, first } of portions(revisions))
    await tx
      .insertInto('buyer_films')
      .values(some)
      .onConflict((conflict) => conflict.column('film_id').doUpdateSet(excluded(first)))
      .execute();
}

const isCalledTheSame = (a: FilmState, b: FilmState): boolean => a.title === b.title && a.slug === b.slug;

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
    tables: [entriesTable, mergesTable, toldFilms('buyer_films')],
    async apply(events, tx) {
      await tellEntries(tx, await filmsAfter(events));
      const merged = events.findLast(({ stream }) => stream === BUYERS_STREAM);
      if (merged !== undefined) await overwriteMerges(store, tx, merged);
    },
  };
}
