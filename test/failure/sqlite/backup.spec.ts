import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as moment } from 'node:timers/promises';
import { newId, type EventStore, type NewEvent, type RecordedEvent } from '#event-store';
import { backUpLog, openSqliteEventStore, restoreLog } from '#event-store/sqlite';
import { useFolders } from '../support/folders';
import { itUnless } from '../support/report';
import { useSmallDisks, whyNoSmallDisks } from '../support/small-disk';
import { faultsOf, readWholeLog, type Acknowledged } from '../support/whole-log';

const OVATION = join(__dirname, '../../../bin/ovation.mjs');
const WRITERS = 64;
const folders = useFolders();
const disks = useSmallDisks();
const itWithDisk = itUnless(whyNoSmallDisks());

const note = (text: string): NewEvent => ({ id: newId(), type: 'NoteTaken', data: { text }, metadata: {} });

/** Writes to each of many streams, one append after the other, until told to stop. */
function writeTo(store: EventStore) {
  const acknowledged: Acknowledged[] = [];
  let isStopped = false;
  const write = async (writer: number): Promise<void> => {
    const stream = `film-${String(writer)}`;
    for (let revision = 0; !isStopped; revision += 1) {
      const expected = revision === 0 ? 'no-stream' : BigInt(revision - 1);
      const event = { ...note(`${stream} ${String(revision)}`), metadata: { append: `${String(revision)}+1` } };
      const { position } = await store.append(stream, expected, [event]);
      acknowledged.push({ stream, revision, position });
    }
  };
  const ended = Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  return {
    acknowledged,
    untilAcknowledged: async (count: number) => {
      while (acknowledged.length < count) await moment(1);
    },
    stop: async () => {
      isStopped = true;
      await ended;
    },
  };
}

async function eventsOf(file: string): Promise<RecordedEvent[]> {
  const store = openSqliteEventStore({ file, readOnly: true });
  const events: RecordedEvent[] = [];
  for await (const event of store.readAll()) events.push(event);
  await store.close();
  return events;
}

/** A log of so many events that nobody writes to, and a backup of it. */
async function backedUp(folder: string, events: number) {
  const file = join(folder, 'ovation.db');
  const store = openSqliteEventStore({ file });
  for (let first = 0; first < events; first += 100)
    await store.append(
      `film-${String(first)}`,
      'no-stream',
      Array.from({ length: Math.min(100, events - first) }, (_, index) => note(`Note ${String(first + index)}.`)),
    );
  await store.close();
  return { file, backup: await backUpLog({ file, folder: join(folder, 'backups') }) };
}

const namesIn = (folder: string): readonly string[] => readdirSync(folder).sort();

it('holds what was answered before it began, once and in order, while 64 writers go on', async () => {
  const folder = folders.make();
  const file = join(folder, 'ovation.db');
  const store = openSqliteEventStore({ file });
  const writing = writeTo(store);
  await writing.untilAcknowledged(5_000);
  const before = [...writing.acknowledged];
  const backup = await backUpLog({ file, folder: join(folder, 'backups') });
  await writing.untilAcknowledged(writing.acknowledged.length + 1_000);
  await writing.stop();

  const restored = join(folder, 'elsewhere', 'ovation.db');
  await restoreLog({ backup: backup.file, file: restored, digest: backup.digest });
  const events = await eventsOf(restored);
  expect(events).toHaveLength(backup.events);
  expect(events).toStrictEqual((await eventsOf(file)).slice(0, events.length));
  const again = openSqliteEventStore({ file: restored });
  expect(faultsOf(await readWholeLog(again), before)).toStrictEqual([]);
  await again.append('film-0', 'exists', [note('After.')]);
  await again.close();
  await store.close();
}, 60_000);

it('leaves nothing that looks like a backup where it was killed, and clears up the next time', async () => {
  const folder = folders.make();
  const { file } = await backedUp(folder, 60_000);
  const to = folders.make();
  const settings = { OVATION_DATA_DIR: folder, EVENT_STORE_URL: `sqlite:${file}` };
  const start = () =>
    spawn(process.execPath, [OVATION, 'backup', '--to', to], { env: { ...process.env, ...settings }, stdio: 'ignore' });
  const killed = start();
  const ended = once(killed, 'close');
  while (namesIn(to).length === 0) await moment(1);
  killed.kill('SIGKILL');
  await ended;
  expect(namesIn(to).filter((name) => !name.startsWith('.ovation-backup-'))).toStrictEqual([]);
  expect(namesIn(to)).not.toStrictEqual([]);

  expect(await once(start(), 'close')).toStrictEqual([0, null]);
  expect(namesIn(to)).toStrictEqual([
    expect.stringMatching(/^ovation-\d{8}T\d{9}Z-60000\.db$/),
    expect.stringMatching(/^ovation-\d{8}T\d{9}Z-60000\.db\.sha256$/),
  ]);
}, 60_000);

it('is not restored with a letter altered, and the log that is there stays as it is', async () => {
  const folder = folders.make();
  const { file, backup } = await backedUp(folder, 300);
  const bytes = readFileSync(backup.file);
  const at = bytes.indexOf('Note 123.');
  bytes.write('M', at);
  writeFileSync(backup.file, bytes);
  const log = readFileSync(file);
  const asked = { backup: backup.file, file, replace: true };
  await expect(restoreLog(asked)).rejects.toMatchObject({
    code: 'corrupt',
    message: expect.stringContaining(`${backup.file} is damaged or no backup, use another one`) as string,
  });
  expect(readFileSync(file).equals(log)).toBe(true);
  expect(namesIn(folder).filter((name) => /restoring|replaced/.test(name))).toStrictEqual([]);
});

it('is restored only where nobody writes; a log that is there is kept, and only replaced when asked to', async () => {
  const folder = folders.make();
  const { file, backup } = await backedUp(folder, 300);
  const store = openSqliteEventStore({ file });
  await store.append('film-0', 'exists', [note('Later.')]);
  const asked = { backup: backup.file, file };
  await expect(restoreLog({ ...asked, replace: true })).rejects.toMatchObject({ code: 'locked' });
  await store.close();
  await expect(restoreLog(asked)).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('--replace keeps it') as string,
  });
  await expect(restoreLog({ ...asked, replace: true, digest: '0'.repeat(64) })).rejects.toMatchObject({
    code: 'corrupt',
  });
  expect(await eventsOf(file)).toHaveLength(301);

  const { kept = '', events } = await restoreLog({ ...asked, replace: true });
  expect(events).toBe(300);
  expect(await eventsOf(file)).toHaveLength(300);
  expect((await eventsOf(kept)).at(-1)?.data).toStrictEqual({ text: 'Later.' });
});

it('says where it cannot be written, and why a file is no backup', async () => {
  const folder = folders.make();
  const { file } = await backedUp(folder, 10);
  for (const place of [file, join(file, 'in-a-file'), '/proc/nowhere'])
    await expect(backUpLog({ file, folder: place })).rejects.toMatchObject({
      code: 'read-only',
      message: `No backup can be written to ${place}: check that it is a folder, and its permissions.`,
    });
  await expect(restoreLog({ backup: __filename, file, replace: true })).rejects.toMatchObject({
    code: 'corrupt',
    message: `${__filename} is damaged or no backup, use another one: file is not a database`,
  });
  expect(await eventsOf(file)).toHaveLength(10);
});

itWithDisk('says that there is no room for it, and leaves nothing', async () => {
  const folder = folders.make();
  const { file } = await backedUp(folder, 20_000);
  const { folder: small } = disks.make(1);
  await expect(backUpLog({ file, folder: small })).rejects.toMatchObject({
    code: 'full',
    message: `There is no room for the backup in ${small}. Nothing was left there.`,
  });
  expect(namesIn(small)).toStrictEqual([]);
  expect(existsSync(file)).toBe(true);
});
