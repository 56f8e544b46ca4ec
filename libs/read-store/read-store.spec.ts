import { mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openReadStore, READ_STORE_FORMAT, ReadStoreError, type ReadStore } from './index';

let folder: string;
let file: string;
const open: ReadStore<unknown>[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-store-'));
  file = join(folder, 'views.db');
});

afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
  rmSync(folder, { recursive: true });
});

const opened = async (readOnly = false): Promise<ReadStore<unknown>> => {
  const store = await openReadStore<unknown>({ url: `sqlite:${file}`, readOnly });
  open.push(store);
  return store;
};

const refusal = async (work: Promise<unknown>): Promise<ReadStoreError> => {
  const outcome = await work.then(
    () => 'done',
    (error: unknown) => error,
  );
  if (outcome instanceof ReadStoreError) return outcome;
  throw new Error('expected a ReadStoreError', { cause: outcome });
};

const letter = (id: string) => ({
  id,
  view: 'slate',
  position: '1',
  event_id: 'e',
  stream: 'film-1',
  revision: '0',
  type: 'FilmRegistered',
  error: 'No.',
  at: '2024-09-05T00:00:00.000Z',
  attempts: 1,
});

const letters = async (store: ReadStore<unknown>): Promise<string[]> => {
  const rows = await store.bookkeeping.selectFrom('dead_letters').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
};

describe('opening', () => {
  it('makes the file and its folder, and finds what was written when opened again', async () => {
    file = join(folder, 'new', 'folder', 'views.db');
    const store = await opened();
    await store.transaction((tx) => tx.insertInto('dead_letters').values(letter('a')).execute());
    await store.close();
    expect(await letters(await opened())).toStrictEqual(['a']);
  });

  it.each(['postgres://localhost/views', 'sqlite:', '', './views.db'])('refuses the address %j', async (url) => {
    const error = await refusal(openReadStore({ url }));
    expect(error.code).toBe('invalid-url');
    expect(error.message).toContain('sqlite:<file>');
  });

  it('does not make anything when read-only', async () => {
    expect((await refusal(opened(true))).code).toBe('not-found');
    expect(existsSync(file)).toBe(false);
  });

  it('refuses to write when read-only', async () => {
    await opened();
    const reader = await opened(true);
    expect((await refusal(reader.transaction((tx) => tx.deleteFrom('dead_letters').execute()))).code).toBe('read-only');
  });

  it('says of a damaged file that it is to be deleted', async () => {
    writeFileSync(file, 'x'.repeat(10_000));
    const error = await refusal(opened());
    expect(error.code).toBe('corrupt');
    expect(error.message).toContain('delete the file');
    expect(error.message).toContain('rebuilt from the log');
  });

  it('says the same when the damage is found by a query', async () => {
    const store = await opened();
    await store.transaction(async (tx) => {
      for (let n = 0; n < 2_000; n += 1)
        await tx
          .insertInto('dead_letters')
          .values(letter(`letter-${String(n)}`))
          .execute();
    });
    await store.close();
    const bytes = readFileSync(file);
    bytes.fill(0xee, 8 * 4_096);
    writeFileSync(file, bytes);
    const damaged = await opened();
    expect((await refusal(damaged.bookkeeping.selectFrom('dead_letters').selectAll().execute())).code).toBe('corrupt');
  });

  it('leaves a database of something else alone', async () => {
    const other = new DatabaseSync(file);
    other.exec('create table events (id text)');
    other.close();
    const before = statSync(file).mtimeMs;
    expect((await refusal(opened())).code).toBe('not-a-read-store');
    expect(statSync(file).mtimeMs).toBe(before);
  });

  it('refuses a newer format, and says what to do', async () => {
    const store = await opened();
    await store.transaction((tx) =>
      tx
        .updateTable('read_store_format')
        .set({ format: READ_STORE_FORMAT + 1 })
        .execute(),
    );
    await store.close();
    const error = await refusal(opened());
    expect(error.code).toBe('newer-version');
    expect(error.message).toContain('run the newer version, or delete the file');
  });
});

describe('transactions', () => {
  it('keep all or nothing', async () => {
    const store = await opened();
    const failing = store.transaction(async (tx) => {
      await tx.insertInto('dead_letters').values(letter('a')).execute();
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await letters(store)).toStrictEqual([]);
  });

  it('do not interleave, and queries do not wait for them', async () => {
    const store = await opened();
    const seen: string[] = [];
    const halfway: PromiseWithResolvers<void> = Promise.withResolvers();
    const first = store.transaction(async (tx) => {
      await tx.insertInto('dead_letters').values(letter('a')).execute();
      seen.push('first begins');
      await halfway.promise;
      seen.push('first ends');
    });
    const second = store.transaction(async (tx) => {
      seen.push('second');
      await tx.insertInto('dead_letters').values(letter('b')).execute();
    });
    expect(await letters(store)).toStrictEqual([]);
    halfway.resolve();
    await Promise.all([first, second]);
    expect(seen).toStrictEqual(['first begins', 'first ends', 'second']);
    expect(await letters(store)).toStrictEqual(['a', 'b']);
  });

  it('leave the mistake of a statement as it is', async () => {
    const store = await opened();
    const twice = store.transaction(async (tx) => {
      await tx.insertInto('dead_letters').values(letter('a')).execute();
      await tx.insertInto('dead_letters').values(letter('a')).execute();
    });
    await expect(twice).rejects.toThrow('UNIQUE constraint failed: dead_letters.id');
  });

  it('say `busy` when another process writes', async () => {
    const store = await openReadStore<unknown>({ url: `sqlite:${file}`, busyTimeoutMs: 1 });
    open.push(store);
    const other = new DatabaseSync(file);
    other.exec('begin immediate');
    expect((await refusal(store.transaction((tx) => tx.deleteFrom('dead_letters').execute()))).code).toBe('busy');
    other.close();
    await store.transaction((tx) => tx.deleteFrom('dead_letters').execute());
  });
});

describe('a transaction of `db`', () => {
  it('sees one moment throughout', async () => {
    const store = await opened();
    await store.bookkeeping.transaction().execute(async (snapshot) => {
      const count = () => snapshot.selectFrom('dead_letters').select('id').execute();
      expect(await count()).toStrictEqual([]);
      await store.transaction((tx) => tx.insertInto('dead_letters').values(letter('a')).execute());
      expect(await count()).toStrictEqual([]);
    });
    expect(await letters(store)).toStrictEqual(['a']);
  });
});

describe('the right to keep the views', () => {
  it('is held once, and can be had again when released', async () => {
    const [one, two] = [await opened(), await opened()];
    const hold = await one.holdViews();
    const error = await refusal(two.holdViews());
    expect(error.code).toBe('locked');
    expect(error.message).toContain('Stop it first');
    await hold.release();
    await hold.release();
    await (await two.holdViews()).release();
  });

  it('is held once in memory too', async () => {
    const store = await openReadStore<unknown>({ url: 'sqlite::memory:' });
    open.push(store);
    const hold = await store.holdViews();
    expect((await refusal(store.holdViews())).code).toBe('locked');
    await hold.release();
    await (await store.holdViews()).release();
  });
});

describe('closing', () => {
  it('waits for the transaction under way, refuses later ones, and may be repeated', async () => {
    const store = await opened();
    const halfway: PromiseWithResolvers<void> = Promise.withResolvers();
    const writing = store.transaction(async (tx) => {
      await halfway.promise;
      await tx.insertInto('dead_letters').values(letter('a')).execute();
    });
    const waiting = store.transaction((tx) => tx.deleteFrom('dead_letters').execute());
    const refused = refusal(waiting);
    const closing = Promise.all([store.close(), store.close()]);
    halfway.resolve();
    await Promise.all([writing, closing]);
    expect((await refused).code).toBe('closed');
    expect((await refusal(letters(store))).code).toBe('closed');
    expect(await letters(await opened())).toStrictEqual(['a']);
  });
});
