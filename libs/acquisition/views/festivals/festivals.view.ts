import type { View } from '#subscriptions';
import type { FilmState } from '#acquisition/domain';
import { festivalKey, festivalRuns } from '#acquisition/domain';
import type { FilmAfter, FilmFolds } from '../film-folds';
import { excluded, portions } from '../overwrite';
import { ovationsOf, toldOf } from '../told';
import type { ToldFilm } from '../told-films';
import { toldFilms, toldUpTo } from '../told-films';
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
  };
  festival_told: ToldFilm;
}

type Row = FestivalTables['festival_films'];

/** A film at each edition of a festival. Pure. */
export function festivalRows(film: FilmState): readonly Row[] {
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
            .addPrimaryKeyConstraint(`${physicalName}_key`, ['festival_key', 'year', 'film_id']),
          schema.createIndex(`${physicalName}_film`).on(physicalName).column('film_id'),
        ],
      },
      toldFilms('festival_told'),
    ],
    async apply(events, tx) {
      const films = await filmsAfter(events);
      const told = await toldUpTo(films, (ids) =>
        tx.selectFrom('festival_told').selectAll().where('film_id', 'in', ids).execute(),
      );
      // An event that comes again, after later ones, tells nothing new.
      const newer = films.filter(({ film, revision }) => (told.get(film.filmId) ?? 0n) <= revision);
      const changed = newer.filter((one) => wentOtherwise(one, told.get(one.film.filmId)));
      for (const { rows } of portions(changed)) {
        const ids = rows.map(({ film }) => film.filmId);
        await tx.deleteFrom('festival_films').where('film_id', 'in', ids).execute();
      }
      for (const { rows } of portions(changed.flatMap(({ film }) => festivalRows(film))))
        await tx.insertInto('festival_films').values(rows).execute();
      const revisions = newer.map(({ film, revision }) => ({ film_id: film.filmId, revision: Number(revision) }));
      for (const { rows, first } of portions(revisions))
        await tx
          .insertInto('festival_told')
          .values(rows)
          .onConflict((conflict) => conflict.column('film_id').doUpdateSet(excluded(first)))
          .execute();
    },
  };
}

/** True where a batch changed what is told of a film at festivals, or where it is not known what is told. */
const wentOtherwise = ({ film, before }: FilmAfter, told: bigint | undefined): boolean =>
  before === undefined ||
  told !== before.revision ||
  JSON.stringify(festivalRows(before.film)) !== JSON.stringify(festivalRows(film));
