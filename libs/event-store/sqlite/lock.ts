import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { EventStoreError } from '../errors';
import { failureFrom } from './failures';
import { realFile } from './real-file';

/** Who writes to a log. Without a pid, somebody does who could not say so. */
export interface LockHolder {
  readonly pid?: number;
  /** ISO 8601, UTC. */
  readonly since?: string;
  /** Where to find it, such as the URL of the server. */
  readonly holder?: string;
}

/** Two that look at the lock at the same moment hinder each other for less than this. */
const LOCK_TIMEOUT_MS = 100;

/**
 * The lock is a transaction held open on a file of its own: the operating system ends it with the process, however that
 * ends. That file must never be opened by other means here, for closing it would drop the lock (POSIX); what is to be
 * told about the holder therefore stands in a third file.
 */
const lockFileOf = (file: string): string => `${realFile(file)}.lock`;
const holderFileOf = (file: string): string => `${realFile(file)}.lock.json`;

/** Kept reachable until released: a connection that is garbage collected is closed, and its lock gone. */
const held = new Set<DatabaseSync>();

const isBusy = (error: unknown): boolean => {
  const failure = failureFrom(error, 'opening');
  return failure instanceof EventStoreError && failure.code === 'locked';
};

function readHolderFile(file: string): LockHolder {
  try {
    const told: unknown = JSON.parse(readFileSync(holderFileOf(file), 'utf8'));
    if (typeof told !== 'object' || told === null) return {};
    const { pid, since, holder } = told as Record<string, unknown>;
    return {
      ...(typeof pid === 'number' ? { pid } : {}),
      ...(typeof since === 'string' ? { since } : {}),
      ...(typeof holder === 'string' ? { holder } : {}),
    };
  } catch {
    return {}; // not written yet, or not readable for us: that it is held is known all the same
  }
}

/** Who writes to the log in `file` at this moment, in whatever process; undefined when nobody does. */
export function readLockHolder(file: string): LockHolder | undefined {
  const lockFile = lockFileOf(file);
  if (!existsSync(lockFile)) return undefined;
  let probe: DatabaseSync | undefined;
  try {
    probe = new DatabaseSync(lockFile, { readOnly: true });
    probe.prepare('SELECT count(*) FROM sqlite_master').get();
    return undefined;
  } catch (error) {
    if (isBusy(error)) return readHolderFile(file);
    throw failureFrom(error, 'opening');
  } finally {
    probe?.close();
  }
}

function refusal(file: string): EventStoreError {
  const { pid, since, holder } = readHolderFile(file);
  const who = pid === undefined ? 'another process' : `process ${pid}`;
  const details = [holder, since === undefined ? undefined : `since ${since}`].filter((detail) => detail !== undefined);
  return new EventStoreError(
    'locked',
    `${file} is written to by ${who}${details.length > 0 ? ` (${details.join(', ')})` : ''}: ` +
      'use that one, stop it, or open the log read-only.',
  );
}

/** Written beside and renamed, so that nobody reads half of it. */
function tellHolder(file: string, holder: LockHolder): void {
  const beside = `${holderFileOf(file)}.new`;
  writeFileSync(beside, JSON.stringify(holder));
  renameSync(beside, holderFileOf(file));
}

/**
 * Takes the one right to write to the log in `file`, until `release` or the end of the process.
 * @throws EventStoreError `locked`, saying who has it.
 */
export function takeLock(file: string, holder: string | undefined): { release(): void } {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(lockFileOf(file), { timeout: LOCK_TIMEOUT_MS });
    lock.exec('BEGIN EXCLUSIVE');
    tellHolder(file, {
      pid: process.pid,
      since: new Date().toISOString(),
      ...(holder === undefined ? {} : { holder }),
    });
    const taken = lock;
    held.add(taken);
    return {
      release: () => {
        rmSync(holderFileOf(file), { force: true });
        held.delete(taken);
        taken.close();
      },
    };
  } catch (error) {
    lock?.close();
    if (isBusy(error)) throw refusal(file);
    throw failureFrom(error, 'opening');
  }
}
