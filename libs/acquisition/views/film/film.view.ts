import type { EventStore } from '#event-store';
import type { View } from '#subscriptions';
import { sql } from 'kysely';
import { createFilmFolds } from '../film-folds';
import { excluded, portions } from '../overwrite';
import { dossierOf } from './dossier';

export interface FilmTables {
  film: {
    film_id: string;
    slug: string;
    /** The dossier, JSON, as of the moment its last event was recorded. */
    dossier: string;
    /** When time alone may change it; an instant. */
    holds_until: string | null;
    revision: number;
    position: string;
  };
}

/** A row for each film: its dossier. */
export function filmView(store: Pick<EventStore, 'readStream'>): View<FilmTables> {
  const filmsAfter = createFilmFolds(store);
  return {
    name: 'film',
    version: 1,
    tables: [
      {
        name: 'film',
        key: ['film_id'],
        create: (schema, physicalName) => [
          schema
            .createTable(physicalName)
            .addColumn('film_id', 'text', (column) => column.primaryKey())
            .addColumn('slug', 'text', (column) => column.notNull())
            .addColumn('dossier', 'text', (column) => column.notNull())
            .addColumn('holds_until', 'text')
            .addColumn('revision', 'integer', (column) => column.notNull())
            .addColumn('position', 'text', (column) => column.notNull()),
          schema.createIndex(`${physicalName}_slug`).on(physicalName).column('slug').unique(),
        ],
      },
    ],
    async apply(events, tx) {
      const films = (await filmsAfter(events)).map(({ film, at, revision, position }) => {
        const dossier = dossierOf(film, at);
        return {
          film_id: film.filmId,
          slug: film.slug,
          dossier: JSON.stringify(dossier),
          holds_until: dossier.holdsUntil,
          revision: Number(revision),
          position,
        };
      });
      for (const { rows, first } of portions(films)) {
        await tx
          .insertInto('film')
          .values(rows)
          .onConflict((conflict) =>
            conflict
              .column('film_id')
              .doUpdateSet(excluded(first))
              .whereRef('film.revision', '<=', sql.ref('excluded.revision')),
          )
          .execute();
      }
    },
  };
}
