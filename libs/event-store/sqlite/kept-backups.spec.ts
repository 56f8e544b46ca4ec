import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { backupName, readBackupName } from './backup-name';
import { newestBackup, removeOldBackups } from './kept-backups';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backups-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const NOW = '2025-09-07T03:00:00.000Z';
const names = (): readonly string[] => readdirSync(folder).sort();
const put = (name: string): void => writeFileSync(join(folder, name), name);
const made = (at: string, events = 1): string => {
  const name = backupName({ at, events });
  put(name);
  put(`${name}.sha256`);
  return name;
};

/** What looks like a backup and is none of ours. */
const FOREIGN = [
  'ovation.db',
  'ovation-20250101T000000000Z-1.db-wal',
  'ovation-20250101T000000000Z-1.db.replaced',
  'ovation-20250101T000000000Z-.db',
  'ovation-20250101T000000000Z.db',
  'ovation-20250101T000000Z-1.db',
  'ovation-20250231T000000000Z-1.db',
  'ovation-20259901T000000000Z-1.db',
  'Ovation-20250101T000000000Z-1.db',
  'old-ovation-20250101T000000000Z-1.db',
  'ovation-20250101T000000000Z-1.db.sha256.sha256',
  'notes.txt',
];

const moments = fc
  .date({ min: new Date('2020-01-01'), max: new Date(NOW), noInvalidDate: true })
  .map((date) => date.toISOString());

it('reads of a name what it was made of, and of no other anything', () => {
  fc.assert(
    fc.property(moments, fc.nat(), (at, events) => {
      expect(readBackupName(backupName({ at, events }))).toStrictEqual({ at, events });
    }),
  );
  for (const name of FOREIGN) expect([name, readBackupName(name)]).toStrictEqual([name, undefined]);
});

it('keeps the newest, as many as are asked for, with their digests, and everything that is no backup', () => {
  fc.assert(
    fc.property(fc.uniqueArray(moments, { maxLength: 8 }), fc.integer({ min: 1, max: 9 }), (all, keep) => {
      for (const name of names()) rmSync(join(folder, name));
      FOREIGN.forEach(put);
      const backups = [...all].sort().map((at) => made(at));
      const removed = removeOldBackups(folder, keep, NOW);
      const kept = backups.slice(-keep);
      expect(removed).toStrictEqual(backups.slice(0, -keep).map((name) => join(folder, name)));
      expect(names()).toStrictEqual([...FOREIGN, ...kept, ...kept.map((name) => `${name}.sha256`)].sort());
      expect(newestBackup(folder, NOW)).toBe([...all].sort().at(-1));
    }),
    { numRuns: 50 },
  );
});

it('counts and removes no folder and no link, whatever they are called', () => {
  mkdirSync(join(folder, backupName({ at: '2025-01-01T00:00:00.000Z', events: 1 })));
  put('elsewhere');
  symlinkSync(join(folder, 'elsewhere'), join(folder, backupName({ at: '2025-01-02T00:00:00.000Z', events: 1 })));
  const before = names();
  expect(newestBackup(folder, NOW)).toBeUndefined();
  made('2025-02-01T00:00:00.000Z');
  removeOldBackups(folder, 1, NOW);
  expect(names()).toEqual(expect.arrayContaining([...before]));
});

it('passes over what a clock that was wrong has made later than now', () => {
  const [old, last, wrong] = ['2025-09-01T00:00:00.000Z', NOW, '2099-01-01T00:00:00.000Z'].map((at) => made(at));
  expect(newestBackup(folder, NOW)).toBe(NOW);
  expect(removeOldBackups(folder, 1, NOW)).toStrictEqual([join(folder, old ?? '')]);
  expect(names()).toStrictEqual([last, `${last ?? ''}.sha256`, wrong, `${wrong ?? ''}.sha256`]);
});

it('removes also digests whose backup went before them, and never the only backup', () => {
  const alone = `${backupName({ at: '2025-01-01T00:00:00.000Z', events: 1 })}.sha256`;
  put(alone);
  expect(removeOldBackups(folder, 1, NOW)).toStrictEqual([]);
  expect(names()).toStrictEqual([alone]);
  const only = made('2025-02-01T00:00:00.000Z');
  expect(removeOldBackups(folder, 1, NOW)).toStrictEqual([]);
  expect(names()).toStrictEqual([only, `${only}.sha256`]);
});

it('finds none where there is no folder, and says so where it is none', () => {
  expect(newestBackup(join(folder, 'none'), NOW)).toBeUndefined();
  put('file');
  const place = join(folder, 'file');
  expect(() => newestBackup(place, NOW)).toThrow(
    `The backups in ${place} cannot be listed: check that it is a folder, and its permissions.`,
  );
});
