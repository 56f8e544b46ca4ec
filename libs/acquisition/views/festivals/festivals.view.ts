import type { View } from '#subscriptions';
import type { FilmState } from '#acquisition/domain';
import { festivalKey, festivalRuns } from '#acquisition/domain';
import { sql } from 'kysely';
import type { FilmFolds } from '../film-folds';
import { excluded, portions } from '../overwrite';
import { ovationsOf, toldOf } from '../told';
import type { RunTold } from './run-told';

export interface FestivalTables {
  festival_films: {
    festival_key: string;
    /** The edition. */
    year: number;
    film_id: string;
    festival: string;
    film_slug: string;
    film_title: string;
    /** What happened there, JSON of a `RunTold`. */
    run: string;
    /** Revision of the film that the row includes. */
    revision: number;
  };
}

type Row = FestivalTables['festival_films'];

function rowsOf(film: FilmState, revision: bigint): readonly Row[] {
  const told = toldOf(film);
  return festivalRuns(film).map(({ festival, year, selections, screenings, ovations, awards, ...days }) => {
    const run: RunTold = {
      selections: told(selections),
      screenings: told(screenings),
      ovations: ovationsOf(film, ovations),
      awards: told(awards),
      ...days,
    };
    return {
      festival_key: festivalKey(festival),
      year,
      film_id: film.filmId,
      festival,
      film_slug: film.slug,
      film_title: film.title,
      run: JSON.stringify(run),
      revision: Number(revision),
    };
  });
}

/** A row for each film at each edition of a festival. */
export function festivalsView(filmsAfter: FilmFolds): View<FestivalTables> {
  return {
    name: 'festivals',
    version: 1,
    tables: [
      {
        name: 'festival_films',
        key: ['festival_key', 'year', 'film_id'],
        create: (schema, physicalName) => [
          schema
            .createTable(physicalName)
            .addColumn('festival_key', 'text', (column) => column.notNull())
            .addColumn('year', 'integer', (column) => column.notNull())
            .addColumn('film_id', 'text', (column) => column.notNull())
            .addColumn('festival', 'text', (column) => column.notNull())
            .addColumn('film_slug', 'text', (column) => column.notNull())
            .addColumn('film_title', 'text', (column) => column.notNull())
            .addColumn('run', 'text', (column) => column.notNull())
            .addColumn('revision', 'integer', (column) => column.notNull())
            .addPrimaryKeyConstraint(`${physicalName}_key`, ['festival_key', 'year', 'film_id']),
          schema.createIndex(`${physicalName}_film`).on(physicalName).column('film_id'),
        ],
      },
    ],
    async apply(events, tx) {
      for (const { film, revision } of await filmsAfter(events)) {
        for (const { rows, first } of portions(rowsOf(film, revision))) {
          await tx
            .insertInto('festival_films')
            .values(rows)
            .onConflict((conflict) =>
              conflict
                .columns(['festival_key', 'year', 'film_id'])
                .doUpdateSet(excluded(first))
                .whereRef('festival_films.revision', '<=', sql.ref('excluded.revision')),
            )
            .execute();
        }
        // A festival that a correction or retraction took away.
        await tx
          .deleteFrom('festival_films')
          .where('film_id', '=', film.filmId)
          .where('revision', '<', Number(revision))
          .execute();
      }
    },
  };
}
