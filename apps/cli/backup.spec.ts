import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as moment } from 'node:timers/promises';
import { viewsOf } from '#apps/api';
import type { Configuration } from '#configuration';
import { readConfiguration } from '#configuration';
import { openSqliteEventStore } from '#event-store/sqlite';
import { openReadStore } from '#read-store';
import { compareWithRebuild } from '#subscriptions';
import { apiClient, enter } from '#testing/http';
import { EXIT } from './exit-codes';
import type { CommandLine } from './testing/command-line';
import { openCommandLine } from './testing/command-line';

const FILM = '/k-pops-2024';

let line: CommandLine;
let configuration: Configuration;
/** Sees what it has recorded. */
let client: ReturnType<typeof apiClient>;
beforeEach(async () => {
  line = await openCommandLine();
  client = apiClient(`http://127.0.0.1:${String(line.port)}`);
  configuration = readConfiguration({ OVATION_DATA_DIR: join(line.folder, 'data') });
});
afterEach(() => line.end());

const enterFilm = () =>
  enter(client, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });
const noted = (text: string) => enter(client, `${FILM}/notes`, { text });

interface Made {
  readonly file: string;
  readonly events: number;
  readonly digest: string;
}

/** What the views hold that a rebuild does not make of the log. */
async function differences(): Promise<readonly unknown[]> {
  const store = openSqliteEventStore({ file: configuration.eventStoreUrl.replace('sqlite:', ''), readOnly: true });
  const readStore = await openReadStore({ url: configuration.readStoreUrl, readOnly: true });
  const found: unknown[] = [];
  for (const view of viewsOf(store)) {
    const { same, difference } = await compareWithRebuild({ store, readStore, view });
    if (!same) found.push(difference);
  }
  await readStore.close();
  await store.close();
  return found;
}

it('backs up beside a server, and a server on what was restored shows that and nothing else', async () => {
  await line.serve();
  await enterFilm();
  await noted('Kept.');
  const made = (await line.json('backup')) as Made;
  expect(made).toMatchObject({
    events: 4,
    file: expect.stringContaining(join(line.folder, 'data', 'backups')) as string,
  });
  await noted('Lost.');

  const locked = await line.run('restore', made.file, '--replace');
  expect(locked.exitCode).toBe(EXIT.environment);
  expect(locked.err).toContain('is written to by process');
  await line.stop();
  const refused = await line.run('restore', made.file);
  expect([refused.exitCode, refused.out]).toEqual([EXIT.environment, '']);
  expect(refused.err).toContain('--replace keeps it under another name');
  const restored = await line.run('restore', made.file, '--replace', '--digest', made.digest);
  expect([restored.exitCode, restored.err]).toEqual([EXIT.ok, '']);
  expect(restored.out).toContain(`4 events`);
  expect(restored.out).toContain(made.digest);
  expect(restored.out).toMatch(/The log that was there is kept as .*ovation\.db\.replaced-/);

  await line.serve();
  await noted('After.');
  const { text } = await client.get('/api/audit/events');
  expect([text.includes('Kept.'), text.includes('Lost.'), text.includes('After.')]).toEqual([true, false, true]);
  await line.stop();
  expect(await differences()).toEqual([]);
});

it('makes the views anew also where the log that is restored is longer than theirs', async () => {
  await line.serve();
  await enterFilm();
  for (const text of ['One.', 'Two.', 'Three.']) await noted(text);
  await line.stop();
  const longer = (await line.json('backup')) as Made;
  const other = await openCommandLine();
  try {
    await other.serve();
    const api = apiClient(`http://127.0.0.1:${String(other.port)}`);
    expect((await api.post('/api/films', { title: 'Eden', year: 2024, directors: ['Ron Howard'] })).status).toBe(201);
    await other.stop();
    expect((await other.run('restore', longer.file, '--replace')).exitCode).toBe(EXIT.ok);
    await other.serve();
    const { text } = await api.get('/api/slate');
    expect([text.includes('K-Pops!'), text.includes('Eden')]).toEqual([true, false]);
    await other.stop();
  } finally {
    await other.end();
  }
});

it('removes older backups once a new one is whole, as many as it is told, and nothing else', async () => {
  await line.serve();
  await enterFilm();
  const to = join(line.folder, 'kept');
  mkdirSync(to);
  writeFileSync(join(to, 'ovation-2019.db'), 'Somebody keeps this.');
  const made: Made[] = [];
  for (const text of ['One.', 'Two.', 'Three.']) {
    await noted(text);
    made.push((await line.json('backup', '--to', to)) as Made);
  }
  const [one, two, three] = made.map(({ file }) => file);
  const { exitCode, out } = await line.run('backup', '--to', to, '--keep', '2');
  expect(exitCode).toBe(EXIT.ok);
  expect(out).toContain(`2 older backups removed: ${one ?? ''}, ${two ?? ''}.`);
  const left = readdirSync(to).map((name) => join(to, name));
  expect(left).toHaveLength(5);
  expect(left).toEqual(expect.arrayContaining([three, `${three ?? ''}.sha256`, join(to, 'ovation-2019.db')]));
  for (const wrong of ['0', '-1', 'all'])
    expect((await line.run('backup', '--to', to, '--keep', wrong)).exitCode).toBe(EXIT.usage);
  await line.stop();
});

it('is made by the server itself, and restores and verifies against a checkpoint that was kept', async () => {
  const to = join(line.folder, 'by-itself');
  const own = await openCommandLine({ OVATION_BACKUP_FOLDER: to });
  try {
    const api = apiClient(`http://127.0.0.1:${String(own.port)}`);
    const made = (): readonly string[] =>
      existsSync(to) ? readdirSync(to).filter((name) => name.endsWith('.db')) : [];
    const untilMade = async (count: number): Promise<void> => {
      while (made().length < count) await moment(1);
    };
    await own.serve();
    await untilMade(1);
    await enter(api, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });
    const { body } = await api.post('/api/ledger/checkpoints');
    const checkpoint = join(line.folder, 'checkpoint');
    writeFileSync(checkpoint, String(body['note']));
    expect(await own.stop()).toBe(0);
    // As if it were made two days ago.
    const [first = ''] = made();
    const old = `ovation-${new Date(Date.now() - 172_800_000).toISOString().replace(/[-:.]/g, '')}-2.db`;
    for (const end of ['', '.sha256']) renameSync(join(to, first + end), join(to, old + end));

    await own.serve();
    await untilMade(2);
    await enter(api, `${FILM}/notes`, { text: 'Lost.' });
    await own.stop();
    const [second = ''] = made().filter((name) => name !== old);
    expect((await own.run('restore', join(to, second), '--replace')).exitCode).toBe(EXIT.ok);
    const verdict = await own.json('verify', '--no-views', '--against', checkpoint);
    expect(verdict).toMatchObject({ isIntact: true, findings: [] });

    await own.serve();
    // It would wait for what it has recorded and is lost.
    const another = apiClient(`http://127.0.0.1:${String(own.port)}`);
    expect((await another.get('/health/ready')).body).toMatchObject({ status: 'ready', problems: [] });
    expect((await another.get('/api/audit/events')).text).not.toContain('Lost.');
    await own.stop();
    expect(made()).toHaveLength(2);
  } finally {
    await own.end();
  }
});

it('is refused at the start for a log on a server', async () => {
  const settings = { OVATION_BACKUP_FOLDER: line.folder, EVENT_STORE_URL: 'kurrentdb://localhost:2113' };
  const { exitCode, err } = await line.runWith(settings, 'serve');
  expect(exitCode).toBe(EXIT.environment);
  expect(err).toContain('EVENT_STORE_URL names a server: that is backed up with its own tools.');
});

it('says what is wrong, and does nothing then', async () => {
  const none = await line.run('backup');
  expect([none.exitCode, none.out]).toEqual([EXIT.notFound, '']);
  expect(none.err).toMatch(/^There is no event log at .*ovation\.db: check OVATION_DATA_DIR\.\n$/);
  const nothing = await line.run('restore', join(line.folder, 'no.db'));
  expect(nothing.exitCode).toBe(EXIT.notFound);
  expect((await line.run('restore', 'x', '--digest', 'abc')).exitCode).toBe(EXIT.usage);
  for (const verb of [['backup'], ['restore', __filename]]) {
    const server = await line.runWith({ EVENT_STORE_URL: 'kurrentdb://localhost:2113' }, ...verb);
    expect(server.exitCode).toBe(EXIT.environment);
    expect(server.err).toContain('ovation copy --from URL --to sqlite:FILE');
  }
  const foreign = await line.run('restore', __filename);
  expect(foreign.exitCode).not.toBe(EXIT.ok);
  expect(foreign.err).toContain('is damaged or no backup, use another one');
  expect(existsSync(configuration.eventStoreUrl.replace('sqlite:', ''))).toBe(false);
});
