import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Chance } from './chance';
import { CALL } from './disk-shim';

/** One call to the disk, as disk-shim.c writes it down. */
export interface Call {
  readonly kind: number;
  /** Of the file, within the folder. */
  readonly name: string;
  readonly offset: number;
  readonly length: number;
  /** 0 where it succeeded. */
  readonly error: number;
  readonly data: Buffer;
}

const HEADER_BYTES = 32;

/** The calls of a trace, in their order. */
export function readTrace(file: string): readonly Call[] {
  const bytes = readFileSync(file);
  const calls: Call[] = [];
  for (let at = 0; at < bytes.length;) {
    const nameEnd = at + HEADER_BYTES + bytes.readUInt32LE(at + 4);
    const end = nameEnd + bytes.readUInt32LE(at + 28);
    calls.push({
      kind: bytes.readUInt32LE(at),
      name: bytes.toString('utf8', at + HEADER_BYTES, nameEnd),
      offset: Number(bytes.readBigInt64LE(at + 8)),
      length: Number(bytes.readBigInt64LE(at + 16)),
      error: bytes.readInt32LE(at + 24),
      data: bytes.subarray(nameEnd, end),
    });
    at = end;
  }
  return calls;
}

/** Name of the file through which a watched process says what it has answered. */
const ACKNOWLEDGED = 'acknowledged';

/** What the process had said by the call of that number, a line each. */
export const saidBefore = (calls: readonly Call[], end: number): readonly string[] =>
  calls
    .slice(0, end)
    .filter(({ kind, name }) => kind === CALL.write && name === ACKNOWLEDGED)
    .flatMap(({ data }) => data.toString().trimEnd().split('\n'));

/** A change of a file that no sync has covered. */
type Change = { readonly offset: number; readonly data: Buffer } | { readonly length: number };

interface DiskFile {
  durable: Buffer;
  unsynced: Change[];
}

/** A change of a folder that no sync of the folder has covered: what is called `name` from then on; nothing: removed. */
interface Renaming {
  readonly name: string;
  readonly file: DiskFile | 'folder' | undefined;
}

const SECTOR = 512;

function changed(content: Buffer, change: Change): Buffer {
  if (!('data' in change)) {
    if (change.length <= content.length) return Buffer.from(content.subarray(0, change.length));
    return Buffer.concat([content, Buffer.alloc(change.length - content.length)]);
  }
  const { offset, data } = change;
  const size = Math.max(content.length, offset + data.length);
  const next = size === content.length ? content : Buffer.concat([content, Buffer.alloc(size - content.length)]);
  data.copy(next, offset);
  return next;
}

const applied = (durable: Buffer, changes: readonly Change[]): Buffer =>
  changes.reduce<Buffer>((content, change) => changed(content, change), Buffer.from(durable));

/** How much of what was not synced is on the disk all the same. */
export type Kept = 'nothing' | 'the first' | 'some' | 'some, torn';
export const KEPT: readonly Kept[] = ['nothing', 'the first', 'some', 'some, torn'];

/** A write of which only some sectors arrived. */
function torn({ offset, data }: { readonly offset: number; readonly data: Buffer }, chance: Chance): Change[] {
  const sectors: Change[] = [];
  for (let at = 0; at < data.length; at += SECTOR)
    if (chance.once(2)) sectors.push({ offset: offset + at, data: data.subarray(at, at + SECTOR) });
  return sectors;
}

function keptOf(changes: readonly Change[], kept: Kept, chance: Chance): Change[] {
  switch (kept) {
    case 'nothing':
      return [];
    case 'the first':
      return changes.slice(0, chance.whole(0, changes.length));
    case 'some':
      return changes.filter(() => chance.once(2));
    case 'some, torn':
      return changes.filter(() => !chance.once(4)).flatMap((each) => ('data' in each ? torn(each, chance) : [each]));
  }
}

/**
 * A disk that has done the calls of a trace, and knows what of them a power cut may take: whatever no sync of its file
 * has covered, and the entry of a file in its folder until that folder is synced. Where a sync failed, what it should
 * have covered may be lost for good, though the process goes on to see it.
 */
export function createTracedDisk(chance: Chance) {
  const durable = new Map<string, DiskFile | 'folder'>();
  const now = new Map<string, DiskFile | 'folder'>();
  let renamings: Renaming[] = [];

  const fileNow = (name: string): DiskFile | undefined => {
    const file = now.get(name);
    return file === 'folder' ? undefined : file;
  };
  const rename = (name: string, file: Renaming['file']): void => {
    renamings.push({ name, file });
    enter(now, { name, file });
  };

  function sync(file: DiskFile | undefined, failed: boolean): void {
    if (file === undefined) return;
    if (failed) {
      file.unsynced = file.unsynced.filter(() => chance.once(2));
      return;
    }
    file.durable = applied(file.durable, file.unsynced);
    file.unsynced = [];
  }

  function syncFolder(folder: string, failed: boolean): void {
    if (failed) return;
    const isIn = ({ name }: Renaming): boolean => (name.includes('/') ? dirname(name) : '') === folder;
    for (const renaming of renamings.filter(isIn)) enter(durable, renaming);
    renamings = renamings.filter((renaming) => !isIn(renaming));
  }

  return {
    /** Does what the process did. */
    follow({ kind, name, offset, length, error, data }: Call): void {
      switch (kind) {
        case CALL.create:
          rename(name, { durable: Buffer.alloc(0), unsynced: [] });
          break;
        case CALL.mkdir:
          rename(name, 'folder');
          break;
        case CALL.unlink:
          rename(name, undefined);
          break;
        case CALL.rename:
          rename(data.toString(), now.get(name));
          rename(name, undefined);
          break;
        case CALL.write:
          fileNow(name)?.unsynced.push({ offset, data });
          break;
        case CALL.truncate:
          fileNow(name)?.unsynced.push({ length });
          break;
        case CALL.sync:
          sync(fileNow(name), error !== 0);
          break;
        case CALL.syncFolder:
          syncFolder(name, error !== 0);
      }
    },

    /** Writes what is on the disk after a power cut at this moment into an empty folder. */
    cutPower(folder: string, kept: Kept): void {
      const entries = new Map(durable);
      const kepts = kept === 'nothing' ? 0 : chance.whole(0, renamings.length);
      for (const renaming of renamings.slice(0, kepts)) enter(entries, renaming);
      for (const [name, file] of entries) if (file === 'folder') mkdirSync(join(folder, name), { recursive: true });
      for (const [name, file] of entries) {
        // The shared memory of SQLite is none of what it keeps.
        if (file === 'folder' || name.endsWith('-shm')) continue;
        if (name.includes('/') && !entries.has(dirname(name))) continue;
        writeFileSync(join(folder, name), applied(file.durable, keptOf(file.unsynced, kept, chance)));
      }
    },
  };
}

function enter(entries: Map<string, DiskFile | 'folder'>, { name, file }: Renaming): void {
  if (file === undefined) entries.delete(name);
  else entries.set(name, file);
}
