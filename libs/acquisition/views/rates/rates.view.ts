import type { RecordedEvent } from '#event-store';
import type { View } from '#subscriptions';
import { rateSetKey } from '#acquisition/domain';
import { isRatesStream, marketCodec, toMarketEvent } from '#acquisition/market-stream';
import { excluded, portions } from '../overwrite';

export interface RateTables {
  rate_sets: {
    position: string;
    event_id: string;
    rates_on: string;
    /** What a later set of the same day must have in common with one to replace it. */
    set_key: string;
    published_by: string;
    base: string;
    /** Decimal numbers by currency, JSON. */
    rates: string;
    recorded_at: string;
  };
}

function rowsOf(recorded: RecordedEvent): readonly RateTables['rate_sets'][] {
  const event = toMarketEvent(marketCodec.decode(recorded));
  if (event.type !== 'RatesSet') return [];
  const { ratesOn, publishedBy, base, rates } = event.data;
  return [
    {
      position: recorded.position,
      event_id: event.id,
      rates_on: ratesOn,
      set_key: rateSetKey(event.data),
      published_by: publishedBy,
      base,
      rates: JSON.stringify(rates),
      recorded_at: event.recordedAt,
    },
  ];
}

/** A row for each set of rates, those that were replaced too: what was known when must stay answerable. */
export const ratesView = (): View<RateTables> => ({
  name: 'rates',
  version: 1,
  tables: [
    {
      name: 'rate_sets',
      key: ['position'],
      create: (schema, physicalName) => [
        schema
          .createTable(physicalName)
          .addColumn('position', 'text', (column) => column.primaryKey())
          .addColumn('event_id', 'text', (column) => column.notNull())
          .addColumn('rates_on', 'text', (column) => column.notNull())
          .addColumn('set_key', 'text', (column) => column.notNull())
          .addColumn('published_by', 'text', (column) => column.notNull())
          .addColumn('base', 'text', (column) => column.notNull())
          .addColumn('rates', 'text', (column) => column.notNull())
          .addColumn('recorded_at', 'text', (column) => column.notNull()),
        schema.createIndex(`${physicalName}_day`).on(physicalName).columns(['rates_on', 'set_key', 'position']),
      ],
    },
  ],
  async apply(events, tx) {
    const sets = events.filter(({ stream }) => isRatesStream(stream)).flatMap(rowsOf);
    for (const { rows, first } of portions(sets)) {
      await tx
        .insertInto('rate_sets')
        .values(rows)
        .onConflict((conflict) => conflict.column('position').doUpdateSet(excluded(first)))
        .execute();
    }
  },
});
