import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from '#durable-files';
import { EventStoreError } from '../errors';
import { ofDigestFile, readBackupName, type NamedBackup } from './backup-name';

const now = (): string => new Date().toISOString();

const byAge = (one: NamedBackup, other: NamedBackup): number =>
  one.at === other.at ? one.events - other.events : one.at < other.at ? -1 : 1;

/** Files that lie in a folder; none where there is no folder. */
function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    const message = `The backups in ${folder} cannot be listed: check that it is a folder, and its permissions.`;
    throw new EventStoreError('read-only', message, { cause: error });
  }
}

/** Backups among files, the oldest first. What was made later than `until`, by a clock that was wrong, has no age. */
const agedAmong = (names: readonly string[], until: string) =>
  names
    .flatMap((name) => {
      const named = readBackupName(name);
      return named === undefined || named.at > until ? [] : [{ name, ...named }];
    })
    .sort(byAge);

/**
 * When the newest backup in a folder was made, as its name says; undefined where there is none.
 * @param until UTC: what a name says to be later was made by a clock that was wrong, and is passed over.
 * @throws EventStoreError `read-only` where the folder cannot be listed.
 */
export const newestBackup = (folder: string, until = now()): string | undefined =>
  agedAmong(filesIn(folder), until).at(-1)?.at;

/**
 * Removes the oldest backups of a folder, with their digests, until as many are left as are to be kept. Only what is a backup by
 * its name is counted and removed, and nothing that is named later than `until`.
 * @param keep From 1.
 * @returns The files that were removed, without their digests.
 * @throws EventStoreError `read-only` where the folder cannot be listed or written.
 */
export function removeOldBackups(folder: string, keep: number, until = now()): readonly string[] {
  const names = filesIn(folder);
  const aged = agedAmong(names, until);
  const [oldestKept] = aged.slice(-keep);
  if (oldestKept === undefined) return [];
  const old = aged.slice(0, -keep).map(({ name }) => join(folder, name));
  // Those, too, whose backup was removed when something ended the program between the two.
  const digests = names.filter((name) => {
    const named = readBackupName(ofDigestFile(name) ?? '');
    return named !== undefined && byAge(named, oldestKept) < 0;
  });
  try {
    for (const file of old) rmSync(file, { force: true });
    for (const name of digests) rmSync(join(folder, name), { force: true });
    if (old.length + digests.length > 0) syncFolder(folder);
  } catch (error) {
    const message = `Old backups in ${folder} cannot be removed: check its permissions. The new one is whole.`;
    throw new EventStoreError('read-only', message, { cause: error });
  }
  return old;
}
