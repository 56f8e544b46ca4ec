import type { ViewTable } from '#read-store';
import type { FilmAfter } from './film-folds';
import { portions } from './overwrite';

/** A film, and the revision up to which a view has told what it tells of it. */
export interface ToldFilm {
  film_id: string;
  revision: number;
}

/** The table in which a view that writes only what changed keeps how far it has come with each film. */
export const toldFilms = (name: string): ViewTable => ({
  name,
  key: ['film_id'],
  create: (schema, physicalName) => [
    schema
      .createTable(physicalName)
      .addColumn('film_id', 'text', (column) => column.primaryKey())
      .addColumn('revision', 'integer', (column) => column.notNull()),
  ],
});

/** Up to which revision films are told. @param ask for what the table says of some. */
export async function toldUpTo(
  films: readonly FilmAfter[],
  ask: (filmIds: readonly string[]) => Promise<readonly ToldFilm[]>,
): Promise<ReadonlyMap<string, bigint>> {
  const told = new Map<string, bigint>();
  for (const { rows } of portions(films))
    for (const { film_id, revision } of await ask(rows.map(({ film }) => film.filmId)))
      told.set(film_id, BigInt(revision));
  return told;
}
