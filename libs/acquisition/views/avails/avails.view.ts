import type { FilmState } from '#acquisition/domain';
import type { View } from '#subscriptions';
import type { FilmAfter, FilmFolds } from '../film-folds';
import { excluded, portions } from '../overwrite';
import type { AvailsTables } from './avails-row';
import { availsRow, takenRows } from './avails-row';
import { COUNTRY_COLUMNS, LANGUAGE_COLUMNS } from './bits';

/** What is not free of any film, in numbers: a row for each film, and one for each block that is taken of it. */
export function availsView(filmsAfter: FilmFolds): View<AvailsTables> {
  return {
    name: 'avails',
    version: 1,
    tables: [
      {
        name: 'avails',
        key: ['film_id'],
        create: (schema, physicalName) => [
          schema
            .createTable(physicalName)
            .addColumn('film_id', 'text', (column) => column.primaryKey())
            .addColumn('slug', 'text', (column) => column.notNull())
            .addColumn('title', 'text', (column) => column.notNull())
            .addColumn('title_key', 'text', (column) => column.notNull())
            .addColumn('year', 'integer', (column) => column.notNull())
            .addColumn('mandate_assumed', 'integer', (column) => column.notNull())
            .addColumn('agents', 'text', (column) => column.notNull())
            .addColumn('unresolved', 'text', (column) => column.notNull())
            .addColumn('revision', 'integer', (column) => column.notNull()),
          schema.createIndex(`${physicalName}_title`).on(physicalName).columns(['title_key', 'film_id']),
        ],
      },
      {
        name: 'avails_taken',
        key: ['film_id', 'n'],
        create: (schema, physicalName) => {
          const blocks = schema
            .createTable(physicalName)
            .addColumn('film_id', 'text', (column) => column.notNull())
            .addColumn('n', 'integer', (column) => column.notNull())
            .addColumn('level', 'integer', (column) => column.notNull())
            .addColumn('from_day', 'integer', (column) => column.notNull())
            .addColumn('to_day', 'integer', (column) => column.notNull())
            .addColumn('media', 'integer', (column) => column.notNull())
            .addColumn('until_instant', 'text')
            .addColumn('until_day', 'integer')
            .addPrimaryKeyConstraint(`${physicalName}_key`, ['film_id', 'n']);
          const withCountries = COUNTRY_COLUMNS.reduce(
            (table, name) => table.addColumn(name, 'bigint', (column) => column.notNull()),
            blocks,
          );
          return [LANGUAGE_COLUMNS.reduce((table, name) => table.addColumn(name, 'bigint'), withCountries)];
        },
      },
    ],
    async apply(events, tx) {
      const films = await filmsAfter(events);
      const revisions = new Map<string, number>();
      for (const { rows } of portions(films)) {
        const ids = rows.map(({ film }) => film.filmId);
        const known = await tx
          .selectFrom('avails')
          .select(['film_id', 'revision'])
          .where('film_id', 'in', ids)
          .execute();
        for (const { film_id: filmId, revision } of known) revisions.set(filmId, revision);
      }
      // A batch that comes again must not put what it took then in the place of what is taken since.
      const newer = films.filter(({ film, revision }) => Number(revision) >= (revisions.get(film.filmId) ?? 0));
      for (const { rows, first } of portions(newer.map(({ film, revision }) => availsRow(film, Number(revision))))) {
        await tx
          .insertInto('avails')
          .values(rows)
          .onConflict((conflict) => conflict.column('film_id').doUpdateSet(excluded(first)))
          .execute();
      }
      const changed = newer.filter((one) => !takesTheSame(one, revisions.get(one.film.filmId)));
      for (const { rows } of portions(changed)) {
        const ids = rows.map(({ film }) => film.filmId);
        await tx.deleteFrom('avails_taken').where('film_id', 'in', ids).execute();
      }
      for (const { rows } of portions(changed.flatMap(({ film }) => takenRows(film))))
        await tx.insertInto('avails_taken').values(rows).execute();
    },
  };
}

const areSame = <Item>(some: Iterable<Item>, others: Iterable<Item>): boolean => {
  const [a, b] = [[...some], [...others]];
  return a.length === b.length && a.every((item, index) => item === b[index]);
};

const reservations = ({ offers }: FilmState) => [...offers.values()].filter(({ status }) => status === 'accepted');

/** True where what is taken is told as of right before the batch, and nothing that takes anything has changed in it. */
function takesTheSame({ film, before }: FilmAfter, told: number | undefined): boolean {
  if (before === undefined || told !== Number(before.revision)) return false;
  const { mandates, deals, releases, withdrawn } = before.film;
  return (
    withdrawn === film.withdrawn &&
    areSame(mandates.values(), film.mandates.values()) &&
    areSame(deals.values(), film.deals.values()) &&
    areSame(releases, film.releases) &&
    areSame(reservations(before.film), reservations(film))
  );
}
