import { createHash } from 'node:crypto';
import { readdirSync, renameSync, type BigIntStats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { LRUCache } from 'lru-cache';
import { makeFolder, syncFolder } from '#durable-files';
import { EvidenceError } from '../errors';
import { mediaTypeOf } from '../media-type';
import type { DocumentState, EvidenceStore, Put, Stored } from '../port';
import { isNotThere, whileReading, whileWriting } from './failures';
import { beginPartial, clearPartials, endPartial } from '../writing/partial-files';
import { writeFileOf } from '../writing/written-file';

export interface EvidenceFolderOptions {
  /** Made when the first document comes. */
  readonly folder: string;
  /** Most bytes of a document. */
  readonly limit: number;
  /** Keeps nothing, and changes nothing. Default: false. */
  readonly readOnly?: boolean;
}

const NAME = /^[0-9a-f]{64}$/;
const SHARD = /^[0-9a-f]{2}$/;
/** Documents that are known to be right, with how their files looked when they were read. */
const REMEMBERED = 10_000;
/** Read at once: large enough to be fast, small enough to let others in between. */
const CHUNK_BYTES = 262_144;

/** How a file looks from outside. Whoever changes its bytes changes one of these: the last is the system's alone. */
const looks = ({ ino, size, mtimeNs, ctimeNs }: BigIntStats): string => [ino, size, mtimeNs, ctimeNs].join(' ');

async function readAt(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
  return buffer.subarray(0, bytesRead);
}

async function digestOf(handle: FileHandle): Promise<string> {
  const hash = createHash('sha256');
  const stream = handle.createReadStream({ autoClose: false, start: 0, highWaterMark: CHUNK_BYTES });
  for await (const chunk of stream) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/**
 * Documents in a folder: `<first two digits>/<SHA-256>`, and nothing beside their bytes that could tell another story. What
 * is being written lies in `partial` until it is whole and synced.
 */
export function openEvidenceFolder({ limit, readOnly = false, ...options }: EvidenceFolderOptions): EvidenceStore {
  const folder = resolve(options.folder);
  const partials = join(folder, 'partial');
  const fileOf = (sha256: string): string => join(folder, sha256.slice(0, 2), sha256);
  const known = new LRUCache<string, string>({ max: REMEMBERED });
  if (!readOnly) clearPartials(partials);

  /** Something under a name, opened; undefined where there is no file. */
  const reach = async (sha256: string): Promise<FileHandle | undefined> => {
    if (!NAME.test(sha256)) return undefined;
    try {
      const handle = await open(fileOf(sha256));
      if ((await handle.stat()).isFile()) return handle;
      await handle.close();
      return undefined;
    } catch (error) {
      if (isNotThere(error)) return undefined;
      throw error;
    }
  };

  /** What `work` makes of what is under a name, told by `nothing` where there is no file. */
  const within = async <T>(
    sha256: string,
    nothing: T,
    work: (handle: FileHandle, stats: BigIntStats) => Promise<T>,
  ): Promise<T> => {
    try {
      const handle = await reach(sha256);
      if (handle === undefined) return nothing;
      try {
        return await work(handle, await handle.stat({ bigint: true }));
      } finally {
        await handle.close();
      }
    } catch (error) {
      throw whileReading(error, folder);
    }
  };

  const find = (sha256: string): Promise<Stored | undefined> =>
    within<Stored | undefined>(sha256, undefined, async (handle, { size }) => {
      const bytes = Number(size);
      const read = (offset: number, length: number): Promise<Buffer> => readAt(handle, offset, length);
      return { sha256, bytes, mediaType: await mediaTypeOf({ size: bytes, read }) };
    });

  const check: EvidenceStore['check'] = (sha256, { anew = false } = {}) =>
    within<DocumentState>(sha256, 'missing', async (handle, stats) => {
      if (!anew && known.get(sha256) === looks(stats)) return 'ok';
      if ((await digestOf(handle)) !== sha256) {
        known.delete(sha256);
        return 'altered';
      }
      known.set(sha256, looks(stats));
      return 'ok';
    });

  /** Gives a whole document its name, in one step and for good. */
  const publish = (partial: string, sha256: string): void => {
    const shard = join(folder, sha256.slice(0, 2));
    makeFolder(shard);
    renameSync(partial, fileOf(sha256));
    syncFolder(shard);
  };

  const keep = async (content: AsyncIterable<Uint8Array>): Promise<Put> => {
    makeFolder(partials);
    const partial = beginPartial(partials);
    try {
      const { sha256 } = await writeFileOf(content, partial, limit);
      const repeated = (await check(sha256, { anew: true })) === 'ok';
      if (!repeated) publish(partial, sha256);
      const stored = await find(sha256);
      if (stored === undefined) throw new EvidenceError('unavailable', `Somebody takes documents out of ${folder}.`);
      return { ...stored, repeated };
    } finally {
      endPartial(partial);
    }
  };

  const namesIn = (place: string, form: RegExp): readonly string[] => {
    try {
      return readdirSync(place)
        .filter((name) => form.test(name))
        .sort();
    } catch (error) {
      if (isNotThere(error)) return [];
      throw whileReading(error, folder);
    }
  };

  return {
    find,
    check,
    put: async (content) => {
      if (readOnly) throw new EvidenceError('read-only', `Documents in ${folder} are only read here.`);
      try {
        return await keep(content);
      } catch (error) {
        throw whileWriting(error, folder);
      }
    },
    open: async (sha256): Promise<Readable | undefined> => {
      try {
        return (await reach(sha256))?.createReadStream({ highWaterMark: CHUNK_BYTES });
      } catch (error) {
        throw whileReading(error, folder);
      }
    },
    // Not only for what it reads: other stores are asked over a network.
    // eslint-disable-next-line @typescript-eslint/require-await
    list: async function* ({ after = '' } = {}) {
      for (const shard of namesIn(folder, SHARD)) {
        if (shard < after.slice(0, 2)) continue;
        for (const name of namesIn(join(folder, shard), NAME)) if (name.startsWith(shard) && name > after) yield name;
      }
    },
  };
}
