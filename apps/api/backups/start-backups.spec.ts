import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { readConfiguration } from '#configuration';
import type { SqliteEventStore } from '#event-store/sqlite';
import { openSqliteEventStore } from '#event-store/sqlite';
import type { EvidenceStore } from '#evidence';
import { openEvidenceFolder } from '#evidence/folder';
import type { MovableClock } from '#testing/http';
import { clockAt } from '#testing/http';
import type { Backups } from './start-backups';
import { startBackups } from './start-backups';

const MORNING = '2025-09-07T03:00:00.000Z';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let folder: string;
let to: string;
let store: SqliteEventStore;
let evidence: EvidenceStore;
let clock: MovableClock;
let backups: Backups | undefined;
let said: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ovation-backups-'));
  to = join(folder, 'backups');
  store = openSqliteEventStore({ file: join(folder, 'ovation.db') });
  evidence = openEvidenceFolder({ folder: join(folder, 'evidence'), limit: 1_000 });
  clock = clockAt(MORNING);
  said = [];
});
afterEach(async () => {
  await backups?.stop();
  await store.close();
  rmSync(folder, { recursive: true });
});

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Waits until something is so. */
async function until(isSo: () => boolean): Promise<void> {
  const late = AbortSignal.timeout(20_000);
  while (!isSo()) {
    if (late.aborted) throw new Error(`It never was so: ${namesIn(folder).join(', ')}; ${said.join('; ')}`);
    await turn();
  }
}

const namesIn = (place: string): readonly string[] => readdirSync(place).sort();
const made = (): readonly string[] =>
  said.flatMap((line) => (/^The log is backed up: .*(ovation-\w+-\d+\.db)\.$/.exec(line) ?? []).slice(1));
const failed = (): number => said.filter((line) => line.startsWith('The backup has failed')).length;
const stored = (): readonly string[] => namesIn(to).filter((name) => name.endsWith('.db'));

async function write(text: string): Promise<void> {
  const id = `01912a00-0000-7000-8000-${text.padStart(12, '0')}`;
  await store.append('film-1', text === '0' ? 'no-stream' : 'exists', [
    { id, type: 'Anything', data: {}, metadata: {} },
  ]);
}

function begin(settings: Readonly<Record<string, string>> = {}): Backups {
  const environment = { OVATION_DATA_DIR: folder, OVATION_BACKUP_FOLDER: to, ...settings };
  const say = (_: object, message: string): void => void said.push(message);
  backups = startBackups(readConfiguration(environment), clock, { debug: say, info: say, warn: say, error: say });
  if (backups === undefined) throw new Error('None were begun.');
  return backups;
}

const later = (ms: number): void => clock.moveTo(new Date(Date.parse(clock.now()) + ms).toISOString());

it('begins none where no folder is configured', () => {
  expect(startBackups(readConfiguration({ OVATION_DATA_DIR: folder }), clock, console)).toBeUndefined();
});

it('makes one at once, and the next when the time has come, of what is there by then', async () => {
  await write('0');
  const running = begin();
  await until(() => made().length === 1);
  await write('1');
  later(24 * HOUR_MS - 1);
  await turn();
  expect(made()).toHaveLength(1);
  later(1);
  await until(() => made().length === 2);
  expect(stored()).toStrictEqual(['ovation-20250907T030000000Z-1.db', 'ovation-20250908T030000000Z-2.db']);
  expect(made()).toStrictEqual(stored());
  expect(namesIn(to)).toStrictEqual(stored().flatMap((name) => [name, `${name}.sha256`]));
  expect(running.status()).toStrictEqual({ process: 'backup', status: 'running' });
});

it('keeps as many as it is told, and whatever else lies there', async () => {
  await write('0');
  begin({ OVATION_BACKUP_HOURS: '6', OVATION_BACKUP_KEEP: '2' });
  await until(() => made().length === 1);
  writeFileSync(join(to, 'ovation-old.db'), 'Somebody keeps this.');
  for (let number = 2; number <= 4; number += 1) {
    later(6 * HOUR_MS);
    await until(() => made().length === number);
  }
  expect(stored()).toStrictEqual([
    'ovation-20250907T150000000Z-1.db',
    'ovation-20250907T210000000Z-1.db',
    'ovation-old.db',
  ]);
});

it.each([
  ['makes none before it is time', 24 * HOUR_MS - 1, 1],
  ['makes the one that came due meanwhile, and no more', 100 * HOUR_MS, 2],
])('begun anew, %s', async (_, downMs, expected) => {
  await write('0');
  const first = begin();
  await until(() => made().length === 1);
  await first.stop();
  later(downMs);
  const again = begin();
  if (expected === 2) await until(() => made().length === 2);
  await again.stop();
  expect(made()).toHaveLength(expected);
  begin();
  later(24 * HOUR_MS);
  await until(() => made().length === expected + 1);
});

it('says what is wrong with a folder that takes none, tries again, and forgets it once one is whole', async () => {
  await write('0');
  writeFileSync(to, 'A file.');
  const running = begin();
  await until(() => failed() === 1);
  const error = `The backups in ${to} cannot be listed: check that it is a folder, and its permissions.`;
  expect(running.status()).toStrictEqual({ process: 'backup', status: 'running', error });
  expect(running.trouble()).toBe(error);
  later(10 * MINUTE_MS);
  await until(() => failed() === 2);
  rmSync(to);
  later(10 * MINUTE_MS);
  await until(() => made().length === 1);
  expect([running.trouble(), running.status()]).toStrictEqual([undefined, { process: 'backup', status: 'running' }]);
  expect(stored()).toStrictEqual(['ovation-20250907T032000000Z-1.db']);
});

it('removes no old backup before all that is new is there, and brings documents that failed without the log again', async () => {
  await write('0');
  const { sha256 } = await evidence.put(Readable.from(['Signed.']));
  const running = begin({ OVATION_BACKUP_KEEP: '1' });
  await until(() => made().length === 1);
  const copies = join(to, 'evidence');
  expect(await openEvidenceFolder({ folder: copies, limit: 1_000, readOnly: true }).check(sha256)).toBe('ok');
  rmSync(copies, { recursive: true });
  writeFileSync(copies, 'A file.');
  later(24 * HOUR_MS);
  await until(() => failed() === 1);
  expect(running.trouble()).toContain(copies);
  expect(stored()).toStrictEqual(['ovation-20250907T030000000Z-1.db', 'ovation-20250908T030000000Z-1.db']);
  rmSync(copies);
  later(10 * MINUTE_MS);
  await until(() => running.trouble() === undefined);
  expect(await openEvidenceFolder({ folder: copies, limit: 1_000, readOnly: true }).check(sha256)).toBe('ok');
  expect(stored()).toStrictEqual(['ovation-20250908T030000000Z-1.db']);
});

it('names a document that was altered, and backs up the log all the same', async () => {
  await write('0');
  const { sha256 } = await evidence.put(Readable.from(['Signed.']));
  const file = join(folder, 'evidence', sha256.slice(0, 2), sha256);
  rmSync(file);
  writeFileSync(file, 'Not signed.');
  const running = begin();
  await until(() => made().length === 1);
  expect(running.trouble()).toBe(`Altered, and not copied: ${sha256}. Whoever has the right file uploads it again.`);
  rmSync(file);
  await evidence.put(Readable.from(['Signed.']));
  later(24 * HOUR_MS);
  await until(() => made().length === 2);
  expect(running.trouble()).toBeUndefined();
});
