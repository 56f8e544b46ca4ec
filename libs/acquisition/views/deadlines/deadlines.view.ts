import type { EventStore } from '#event-store';
import type { View } from '#subscriptions';
import { evolve } from '#acquisition/domain';
import type { FilmAfter } from '../film-folds';
import { createFilmFolds } from '../film-folds';
import { excluded, portions } from '../overwrite';
import { toldFilms, toldUpTo } from '../told-films';
import type { DeadlineTables } from './deadline-rows';
import { deadlineRows } from './deadline-rows';

/** A row for each thing that is coming for any film, or overdue. */
export function deadlinesView(store: Pick<EventStore, 'readStream'>): View<DeadlineTables> {
  const filmsAfter = createFilmFolds(store, evolve);
  return {
    name: 'deadlines',
    version: 1,
    tables: [
      {
        name: 'deadlines',
        key: ['deadline_id'],
        create: (schema, physicalName) => [
          schema
            .createTable(physicalName)
            .addColumn('deadline_id', 'text', (column) => column.primaryKey())
            .addColumn('film_id', 'text', (column) => column.notNull())
            .addColumn('film_slug', 'text', (column) => column.notNull())
            .addColumn('film_title', 'text', (column) => column.notNull())
            .addColumn('kind', 'text', (column) => column.notNull())
            .addColumn('counting', 'text', (column) => column.notNull())
            .addColumn('counted_from', 'text', (column) => column.notNull())
            .addColumn('buyer', 'text')
            .addColumn('buyer_key', 'text')
            .addColumn('says', 'text', (column) => column.notNull())
            .addColumn('event_id', 'text', (column) => column.notNull())
            .addColumn('offer_id', 'text')
            .addColumn('deal_id', 'text')
            .addColumn('lapses_at', 'text'),
          schema.createIndex(`${physicalName}_film`).on(physicalName).column('film_id'),
          schema
            .createIndex(`${physicalName}_due`)
            .on(physicalName)
            .columns(['counting', 'counted_from', 'deadline_id']),
          schema.createIndex(`${physicalName}_buyer`).on(physicalName).columns(['buyer_key', 'counting']),
          schema.createIndex(`${physicalName}_lapse`).on(physicalName).columns(['lapses_at', 'film_id']),
        ],
      },
      toldFilms('deadline_films'),
    ],
    async apply(events, tx) {
      const films = await filmsAfter(events);
      const told = await toldUpTo(films, (ids) =>
        tx.selectFrom('deadline_films').selectAll().where('film_id', 'in', ids).execute(),
      );
      // An event that comes again, after later ones, tells nothing new.
      const newer = films.filter(({ film, revision }) => (told.get(film.filmId) ?? 0n) <= revision);
      const changed = newer.filter((one) => hasOtherDeadlines(one, told.get(one.film.filmId)));
      for (const { rows } of portions(changed)) {
        const ids = rows.map(({ film }) => film.filmId);
        await tx.deleteFrom('deadlines').where('film_id', 'in', ids).execute();
      }
      for (const { rows } of portions(changed.flatMap(({ film }) => deadlineRows(film))))
        await tx.insertInto('deadlines').values(rows).execute();
      const revisions = newer.map(({ film, revision }) => ({ film_id: film.filmId, revision: Number(revision) }));
      for (const { rows, first } of portions(revisions))
        await tx
          .insertInto('deadline_films')
          .values(rows)
          .onConflict((conflict) => conflict.column('film_id').doUpdateSet(excluded(first)))
          .execute();
    },
  };
}

const hasOtherDeadlines = ({ film, before }: FilmAfter, told: bigint | undefined): boolean =>
  before === undefined ||
  told !== before.revision ||
  JSON.stringify(deadlineRows(before.film)) !== JSON.stringify(deadlineRows(film));
