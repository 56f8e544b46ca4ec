import { filmIdOf, isFilmStream } from '#acquisition/film-stream';
import { documentsNamedBy } from '#acquisition/evidence';
import type { View } from '#subscriptions';
import { excluded, portions } from '../overwrite';

export interface DocumentTables {
  documents: {
    sha256: string;
    /** Of the event that names it. */
    position: string;
    event_id: string;
    /** `null` for what is of no one film. */
    film_id: string | null;
    /** What the event calls it. */
    name: string;
  };
}

/** A row for each document that an event names, whether it is kept or not: that is not for the log to say. */
export const documentsView = (): View<DocumentTables> => ({
  name: 'documents',
  version: 1,
  tables: [
    {
      name: 'documents',
      key: ['sha256', 'position'],
      create: (schema, physicalName) => [
        schema
          .createTable(physicalName)
          .addColumn('sha256', 'text', (column) => column.notNull())
          .addColumn('position', 'text', (column) => column.notNull())
          .addColumn('event_id', 'text', (column) => column.notNull())
          .addColumn('film_id', 'text')
          .addColumn('name', 'text', (column) => column.notNull())
          .addPrimaryKeyConstraint(`${physicalName}_key`, ['sha256', 'position']),
      ],
    },
  ],
  async apply(events, tx) {
    const named = events.flatMap(documentsNamedBy).map(({ sha256, position, eventId, stream, name }) => ({
      sha256,
      position,
      event_id: eventId,
      film_id: isFilmStream(stream) ? filmIdOf(stream) : null,
      name,
    }));
    for (const { rows, first } of portions(named)) {
      await tx
        .insertInto('documents')
        .values(rows)
        .onConflict((conflict) => conflict.columns(['sha256', 'position']).doUpdateSet(excluded(first)))
        .execute();
    }
  },
});
