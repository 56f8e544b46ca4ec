import type { Kysely } from 'kysely';
import { beginGeneration, onGeneration, openReadStore } from '#read-store';
import type { ReadStore, ViewDefinition } from '#read-store';
import { insertRows } from './write-rows';

interface Tables {
  said: { film: number; words: string | null };
}

const VIEW: ViewDefinition = {
  name: 'said',
  version: 1,
  tables: [
    {
      name: 'said',
      key: ['film'],
      create: (schema, table) => [
        schema
          .createTable(table)
          .addColumn('film', 'integer', (column) => column.primaryKey())
          .addColumn('words', 'text'),
      ],
    },
  ],
};

let store: ReadStore<Tables>;

beforeEach(async () => {
  store = await openReadStore<Tables>({ url: 'sqlite::memory:' });
});
afterEach(() => store.close());

const writing = (work: (tx: Kysely<Tables>) => Promise<void>): Promise<void> =>
  store.transaction(async (tx) => work(onGeneration<Tables>(tx, await beginGeneration(tx, VIEW, ''))));

const films = (count: number, words: string | null) => Array.from({ length: count }, (_, film) => ({ film, words }));

const written = () => store.db.selectFrom('said').selectAll().orderBy('film').execute();

it.each([0, 1, 63, 64, 65, 200])('inserts %d rows', async (count) => {
  await writing((tx) => insertRows(tx, 'said', films(count, null), 'replace'));
  expect(await written()).toEqual(films(count, null));
});

it.each([
  ['replace', 'new'],
  ['ignore', 'old'],
] as const)('of rows that are there, is told to %s: what is there is the %s one', async (ifThere, words) => {
  await writing(async (tx) => {
    await insertRows(tx, 'said', films(70, 'old'), ifThere);
    await insertRows(tx, 'said', films(70, 'new'), ifThere);
  });
  expect(await written()).toEqual(films(70, words));
});
