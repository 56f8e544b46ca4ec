import { buyerIn, firstDay, tell, utcDay } from '#acquisition/domain';
import { filmCodec, filmIdOf, isFilmStream, toFilmEvent } from '#acquisition/film-stream';
import type { View } from '#subscriptions';

export interface EventIndexTables {
  event_index: {
    position: string;
    event_id: string;
    film_id: string;
    revision: number;
    type: string;
    /** First day on which it can have happened. */
    occurred_on: string;
    /** When it happened and how precisely that is known, JSON. */
    occurred_at: string;
    recorded_at: string;
    user: string;
    role: string;
    source_kind: string;
    /** On whose word, JSON. */
    source: string;
    buyer: string | null;
    /** What it says, in a sentence. */
    tells: string;
    /** Events that corrected or retracted it, JSON array of `{ kind, by }`. */
    amendments: string;
  };
}

/** A row for each event of any film: what the audit filters and history lists. The data itself stays in the log. */
export const eventIndexView = (): View<EventIndexTables> => ({
  name: 'event-index',
  version: 1,
  tables: [
    {
      name: 'event_index',
      key: ['position'],
      create: (schema, physicalName) => [
        schema
          .createTable(physicalName)
          .addColumn('position', 'text', (column) => column.primaryKey())
          .addColumn('event_id', 'text', (column) => column.notNull())
          .addColumn('film_id', 'text', (column) => column.notNull())
          .addColumn('revision', 'integer', (column) => column.notNull())
          .addColumn('type', 'text', (column) => column.notNull())
          .addColumn('occurred_on', 'text', (column) => column.notNull())
          .addColumn('occurred_at', 'text', (column) => column.notNull())
          .addColumn('recorded_at', 'text', (column) => column.notNull())
          .addColumn('user', 'text', (column) => column.notNull())
          .addColumn('role', 'text', (column) => column.notNull())
          .addColumn('source_kind', 'text', (column) => column.notNull())
          .addColumn('source', 'text', (column) => column.notNull())
          .addColumn('buyer', 'text')
          .addColumn('tells', 'text', (column) => column.notNull())
          .addColumn('amendments', 'text', (column) => column.notNull()),
        schema.createIndex(`${physicalName}_id`).on(physicalName).column('event_id'),
        schema.createIndex(`${physicalName}_film`).on(physicalName).columns(['film_id', 'revision']),
        schema.createIndex(`${physicalName}_type`).on(physicalName).columns(['type', 'position']),
        schema.createIndex(`${physicalName}_user`).on(physicalName).columns(['user', 'position']),
      ],
    },
  ],
  async apply(events, tx) {
    for (const recorded of events) {
      if (!isFilmStream(recorded.stream)) continue;
      const event = toFilmEvent(filmCodec.decode(recorded));
      const row = {
        event_id: event.id,
        film_id: filmIdOf(recorded.stream),
        revision: event.revision,
        type: event.type,
        occurred_on: firstDay(event.occurredAt, utcDay),
        occurred_at: JSON.stringify(event.occurredAt),
        recorded_at: event.recordedAt,
        user: event.actor.user,
        role: event.actor.role,
        source_kind: event.source.kind,
        source: JSON.stringify(event.source),
        buyer: buyerIn(event) ?? null,
        tells: tell(event),
      };
      await tx
        .insertInto('event_index')
        .values({ position: recorded.position, ...row, amendments: '[]' })
        .onConflict((conflict) => conflict.column('position').doUpdateSet(row))
        .execute();
      const amended =
        event.type === 'EntryCorrected'
          ? event.data.corrects
          : event.type === 'EntryRetracted'
            ? event.data.retracts
            : undefined;
      if (amended === undefined) continue;
      const target = await tx
        .selectFrom('event_index')
        .select(['position', 'amendments'])
        .where('event_id', '=', amended)
        .executeTakeFirst();
      if (target === undefined) continue;
      const before = JSON.parse(target.amendments) as readonly { readonly kind: string; readonly by: string }[];
      if (before.some(({ by }) => by === event.id)) continue;
      const kind = event.type === 'EntryCorrected' ? 'corrected' : 'retracted';
      await tx
        .updateTable('event_index')
        .set({ amendments: JSON.stringify([...before, { kind, by: event.id }]) })
        .where('position', '=', target.position)
        .execute();
    }
  },
});
