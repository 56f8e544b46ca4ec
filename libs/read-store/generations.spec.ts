import { sql } from 'kysely';
import {
  beginGeneration,
  checkViewDefinitions,
  digestView,
  discardGeneration,
  dropView,
  isWhole,
  dumpView,
  moveCheckpoint,
  onGeneration,
  openReadStore,
  promoteGeneration,
  readGenerations,
  type Generation,
  type ReadStore,
  type ViewDefinition,
} from './index';

interface Tables {
  slate: { film: string; phase: string };
  slate_note: { film: string; line: number; note: Uint8Array | null };
}

const AT = '2024-09-05T00:00:00.000Z';

const slate: ViewDefinition = {
  name: 'slate',
  version: 1,
  tables: [
    {
      name: 'slate',
      key: ['film'],
      create: (schema, table) => [
        schema
          .createTable(table)
          .addColumn('film', 'text', (column) => column.notNull().primaryKey())
          .addColumn('phase', 'text', (column) => column.notNull()),
        schema.createIndex(`${table}_by_phase`).on(table).column('phase'),
      ],
    },
    {
      name: 'slate_note',
      key: ['film', 'line'],
      create: (schema, table) => [
        schema.createTable(table).addColumn('film', 'text').addColumn('line', 'integer').addColumn('note', 'blob'),
      ],
    },
  ],
};

let store: ReadStore<Tables>;

beforeEach(async () => {
  store = await openReadStore<Tables>({ url: 'sqlite::memory:' });
});

afterEach(() => store.close());

const begin = (view: ViewDefinition = slate): Promise<Generation> =>
  store.transaction((tx) => beginGeneration(tx, view, AT));

const put = (generation: Generation, film: string, phase: string) =>
  store.transaction((tx) =>
    onGeneration<Tables>(tx, generation)
      .insertInto('slate')
      .values({ film, phase })
      .onConflict((conflict) => conflict.column('film').doUpdateSet((eb) => ({ phase: eb.ref('excluded.phase') })))
      .execute(),
  );

const phases = async (): Promise<string[]> => {
  const rows = await store.db.selectFrom('slate').selectAll().orderBy('film').execute();
  return rows.map(({ film, phase }) => `${film} ${phase}`);
};

const tableNames = async (): Promise<string[]> => {
  const rows = await sql<{
    name: string;
  }>`select name from sqlite_schema where name like 'slate%' order by name`.execute(store.db);
  return rows.rows.map(({ name }) => name);
};

it('shows the first generation while it is being built', async () => {
  const first = await begin();
  await put(first, 'k-pops-2024', 'screened');
  expect(await phases()).toStrictEqual(['k-pops-2024 screened']);
  expect(await readGenerations(store.bookkeeping)).toStrictEqual([
    {
      view: 'slate',
      generation: 1,
      version: 1,
      status: 'building',
      tables: ['slate', 'slate_note'],
      checkpoint: { position: '', events: 0 },
      updatedAt: AT,
    },
  ]);
});

it('builds the next one unseen, and swaps it in with everything of the old one gone', async () => {
  const first = await begin();
  await store.transaction((tx) => promoteGeneration(tx, first, AT));
  await put(first, 'k-pops-2024', 'screened');
  const second = await begin({ ...slate, version: 2 });
  await put(second, 'k-pops-2024', 'acquired');
  expect(await phases()).toStrictEqual(['k-pops-2024 screened']);

  await store.transaction((tx) => promoteGeneration(tx, second, AT));
  expect(await phases()).toStrictEqual(['k-pops-2024 acquired']);
  expect(await tableNames()).toStrictEqual(['slate', 'slate_g2', 'slate_g2_by_phase', 'slate_note', 'slate_note_g2']);
  expect(
    (await readGenerations(store.bookkeeping)).map(({ generation, status }) => [generation, status]),
  ).toStrictEqual([[2, 'live']]);
});

it('swaps in a version with other tables and columns, also for a query that was prepared before', async () => {
  const first = await begin();
  await store.transaction((tx) => promoteGeneration(tx, first, AT));
  await put(first, 'k-pops-2024', 'screened');
  expect(await store.db.selectFrom('slate').selectAll().execute()).toEqual([
    { film: 'k-pops-2024', phase: 'screened' },
  ]);
  const second = await begin({
    name: 'slate',
    version: 2,
    tables: [
      {
        name: 'slate',
        key: ['title'],
        create: (schema, table) => [schema.createTable(table).addColumn('title', 'text').addColumn('year', 'integer')],
      },
    ],
  });
  await store.transaction(async (tx) => {
    await sql`insert into slate_g2 values ('K-Pops!', 2024)`.execute(tx);
    await promoteGeneration(tx, second, AT);
  });
  expect(await store.db.selectFrom('slate').selectAll().execute()).toEqual([{ title: 'K-Pops!', year: 2024 }]);
  expect(await tableNames()).toStrictEqual(['slate', 'slate_g2']);
});

it('discards one that is being built without touching the one that is seen', async () => {
  const first = await begin();
  await store.transaction((tx) => promoteGeneration(tx, first, AT));
  await put(first, 'k-pops-2024', 'screened');
  const second = await begin();
  await store.transaction((tx) => discardGeneration(tx, second));
  expect(await phases()).toStrictEqual(['k-pops-2024 screened']);
  expect((await begin()).generation).toBe(2);
});

it('sends joins, subqueries, updates and deletes on plain names to the generation', async () => {
  const first = await begin();
  await store.transaction((tx) => promoteGeneration(tx, first, AT));
  const second = await begin();
  await put(second, 'a', 'screened');
  await put(second, 'b', 'screened');
  await store.transaction(async (tx) => {
    const views = onGeneration<Tables>(tx, second);
    await views
      .insertInto('slate_note')
      .values({ film: 'a', line: 1, note: new Uint8Array([1, 255]) })
      .execute();
    await views.updateTable('slate').set({ phase: 'acquired' }).where('slate.film', '=', 'a').execute();
    await views
      .deleteFrom('slate')
      .where('film', 'not in', views.selectFrom('slate_note').select('slate_note.film'))
      .execute();
    const rows = await views
      .selectFrom('slate as s')
      .innerJoin('slate_note', 'slate_note.film', 's.film')
      .select(['s.phase', 'slate_note.line'])
      .execute();
    expect(rows).toEqual([{ phase: 'acquired', line: 1 }]);
    expect(await sql`select film from ${sql.table('slate')}`.execute(views)).toEqual({ rows: [{ film: 'a' }] });
  });
  expect(await phases()).toStrictEqual([]);
});

it('moves a checkpoint only from where it was', async () => {
  const first = await begin();
  const to = {
    position: '7',
    events: 3,
    last: { id: 'e', stream: 'film-1', revision: 2n ** 60n, recordedAt: AT },
  };
  expect(await store.transaction((tx) => moveCheckpoint(tx, first, to, AT))).toBe(true);
  expect(await store.transaction((tx) => moveCheckpoint(tx, first, to, AT))).toBe(false);
  expect((await readGenerations(store.bookkeeping)).map(({ checkpoint }) => checkpoint)).toStrictEqual([to]);
});

it('notices a generation whose table was taken away', async () => {
  const first = await begin();
  const whole = () => store.transaction(async (tx) => isWhole(first, await store.tableNames(tx)));
  expect(await whole()).toBe(true);
  await store.transaction((tx) => sql`drop table slate_note_g1`.execute(tx));
  expect(await whole()).toBe(false);
});

describe('a dump', () => {
  const fill = async (generation: Generation, films: readonly string[]): Promise<void> => {
    for (const film of films) await put(generation, film, 'screened');
    await store.transaction((tx) =>
      onGeneration<Tables>(tx, generation)
        .insertInto('slate_note')
        .values([
          { film: 'a', line: 10, note: null },
          { film: 'a', line: 9, note: new Uint8Array([0, 255]) },
        ])
        .execute(),
    );
  };
  const dumped = async (): Promise<string[]> => {
    const lines: string[] = [];
    for await (const line of dumpView(store, slate)) lines.push(line);
    return lines;
  };

  it('has a line per row, in the order of the key, whatever the order of writing and the generation', async () => {
    const first = await begin();
    await fill(first, ['b', 'a']);
    await store.transaction((tx) => promoteGeneration(tx, first, AT));
    const lines = await dumped();
    expect(lines).toStrictEqual([
      '["slate",{"film":"a","phase":"screened"}]',
      '["slate",{"film":"b","phase":"screened"}]',
      '["slate_note",{"film":"a","line":9,"note":{"bytes":"00ff"}}]',
      '["slate_note",{"film":"a","line":10,"note":null}]',
    ]);
    const digest = await digestView(store, slate);
    expect({ position: digest.position, rows: digest.rows }).toStrictEqual({ position: '', rows: 4 });

    const second = await begin();
    await fill(second, ['a', 'b']);
    await store.transaction((tx) => promoteGeneration(tx, second, AT));
    expect(await dumped()).toStrictEqual(lines);
    expect(await digestView(store, slate)).toStrictEqual(digest);

    await put(second, 'b', 'acquired');
    expect((await digestView(store, slate)).sha256).not.toBe(digest.sha256);
  });

  it('refuses a key that does not tell rows apart', async () => {
    const first = await begin();
    await fill(first, []);
    await fill(first, []);
    await expect(dumped()).rejects.toMatchObject({ code: 'invalid-view' });
    // The snapshot was let go: the one connection of a store in memory is free again.
    expect(await phases()).toStrictEqual([]);
  });

  it('says when there is nothing to dump', async () => {
    await begin();
    await dropView(store, 'slate');
    expect(await tableNames()).toStrictEqual([]);
    await expect(dumped()).rejects.toMatchObject({ code: 'no-such-view' });
  });
});

describe('the declaration of views', () => {
  const named = (name: string, table = 'slate'): ViewDefinition => ({
    name,
    version: 1,
    tables: [{ name: table, key: ['film'], create: () => [] }],
  });

  it('is taken when nothing is wrong', () => {
    expect(() => {
      checkViewDefinitions([slate, named('status-history', 'status_history'), named('x'.repeat(32), 'y'.repeat(32))]);
    }).not.toThrow();
  });

  it.each<[string, ViewDefinition[]]>([
    ['a malformed name', [named('Slate')]],
    ['a long name', [named('x'.repeat(33))]],
    ['a name taken twice', [named('slate'), named('slate', 'other')]],
    ['a version that is none', [{ ...slate, version: 0 }]],
    ['a malformed table name', [named('slate', 'slate-note')]],
    ['a long table name', [named('slate', 'y'.repeat(33))]],
    ['a table name that is kept', [named('slate', 'dead_letters')]],
    ['a table name that looks like a generation', [named('slate', 'slate_g1')]],
    ['a table in two views', [named('slate'), named('film')]],
  ])('is refused for %s', (_, views) => {
    expect(() => {
      checkViewDefinitions(views);
    }).toThrow(expect.objectContaining({ code: 'invalid-view' }) as Error);
  });
});
