import type { View } from '#subscriptions';
import { sql } from 'kysely';
import type { FilmFolds } from '../film-folds';
import { excluded, portions } from '../overwrite';
import type { SlateTables } from './slate-row';
import { slateRow } from './slate-row';

/** A row for each film: where it stands. */
export function slateView(filmsAfter: FilmFolds): View<SlateTables> {
  return {
    name: 'slate',
    version: 1,
    tables: [
      {
        name: 'slate',
        key: ['film_id'],
        create: (schema, physicalName) => [
          schema
            .createTable(physicalName)
            .addColumn('film_id', 'text', (column) => column.primaryKey())
            .addColumn('slug', 'text', (column) => column.notNull())
            .addColumn('title', 'text', (column) => column.notNull())
            .addColumn('title_key', 'text', (column) => column.notNull())
            .addColumn('year', 'integer', (column) => column.notNull())
            .addColumn('directors', 'text', (column) => column.notNull())
            .addColumn('search', 'text', (column) => column.notNull())
            .addColumn('phase', 'text', (column) => column.notNull())
            .addColumn('phase_rule', 'integer', (column) => column.notNull())
            .addColumn('phase_words', 'text', (column) => column.notNull())
            .addColumn('phase_until', 'text')
            .addColumn('holds_until', 'text')
            .addColumn('share', 'real', (column) => column.notNull())
            .addColumn('live_offers', 'integer', (column) => column.notNull())
            .addColumn('reservations', 'integer', (column) => column.notNull())
            .addColumn('live_deals', 'integer', (column) => column.notNull())
            .addColumn('unresolved_deals', 'integer', (column) => column.notNull())
            .addColumn('buyers', 'text', (column) => column.notNull())
            .addColumn('least_minutes', 'real')
            .addColumn('most_minutes', 'real')
            .addColumn('figures', 'text', (column) => column.notNull())
            .addColumn('last_occurred_on', 'text', (column) => column.notNull())
            .addColumn('last_recorded_at', 'text', (column) => column.notNull())
            .addColumn('revision', 'integer', (column) => column.notNull())
            .addColumn('position', 'text', (column) => column.notNull()),
          schema.createIndex(`${physicalName}_slug`).on(physicalName).column('slug').unique(),
          schema.createIndex(`${physicalName}_title`).on(physicalName).columns(['title_key', 'film_id']),
          schema.createIndex(`${physicalName}_phase`).on(physicalName).columns(['phase', 'title_key', 'film_id']),
          schema.createIndex(`${physicalName}_last`).on(physicalName).columns(['last_recorded_at', 'film_id']),
          schema.createIndex(`${physicalName}_until`).on(physicalName).column('holds_until'),
        ],
      },
    ],
    async apply(events, tx) {
      const films = (await filmsAfter(events)).map(({ film, at, position }) => slateRow(film, at, position));
      for (const { rows, first } of portions(films)) {
        await tx
          .insertInto('slate')
          .values(rows)
          .onConflict((conflict) =>
            conflict
              .column('film_id')
              .doUpdateSet(excluded(first))
              .whereRef('slate.revision', '<=', sql.ref('excluded.revision')),
          )
          .execute();
      }
    },
  };
}
