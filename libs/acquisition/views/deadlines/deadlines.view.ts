import type { EventStore } from '#event-store';
import type { View } from '#subscriptions';
import { evolve } from '#acquisition/domain';
import type { FilmAfter } from '../film-folds';
import { createFilmFolds } from '../film-folds';
import { portions } from '../overwrite';
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
    ],
    async apply(events, tx) {
      const films = (await filmsAfter(events)).filter(hasOtherDeadlines).map(({ film }) => film);
      for (const { rows } of portions(films)) {
        const ids = rows.map(({ filmId }) => filmId);
        await tx.deleteFrom('deadlines').where('film_id', 'in', ids).execute();
      }
      for (const { rows } of portions(films.flatMap(deadlineRows)))
        await tx.insertInto('deadlines').values(rows).execute();
    },
  };
}

const hasOtherDeadlines = ({ film, before }: FilmAfter): boolean =>
  before === undefined || JSON.stringify(deadlineRows(before.film)) !== JSON.stringify(deadlineRows(film));
