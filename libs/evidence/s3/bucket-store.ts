import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { LRUCache } from 'lru-cache';
import { makeFolder } from '#durable-files';
import { EvidenceError, isEvidenceError } from '../errors';
import { mediaTypeOf } from '../media-type';
import type { DocumentState, EvidenceStore, Put, Stored } from '../port';
import { beginPartial, clearPartials, endPartial } from '../writing/partial-files';
import { writeFileOf } from '../writing/written-file';
import { bucketClient } from './bucket-client';
import type { BucketPlace } from './bucket-url';

export interface EvidenceBucketOptions {
  readonly place: BucketPlace;
  /** Most bytes of a document. */
  readonly limit: number;
  /** Keeps nothing, and changes nothing. Default: false. */
  readonly readOnly?: boolean;
}

const NAME = /^[0-9a-f]{64}$/;
/** Documents that are known to be right, with how they looked when they were read; and what they are. */
const REMEMBERED = 10_000;

/** How an object looks from outside: whoever changes its bytes changes the first of these. */
const looks = ({ headers }: Response): string =>
  [headers.get('etag'), headers.get('last-modified'), headers.get('content-length')].join(' ');

/** Names in an answer to ListObjectsV2, whole: documents have names that need no escape, and others are left out later. */
const keysIn = (list: string): readonly string[] =>
  [...list.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key);

const isCut = (list: string): boolean => list.includes('<IsTruncated>true</IsTruncated>');

/**
 * Documents in a bucket of S3: `<prefix><SHA-256>`, one object each, and nothing beside them. A document is hashed into a file
 * of the system's temporary folder first, for its name is known at its end; the server refuses what arrives with
 * another digest, and shows an object whole or not at all.
 */
export function openEvidenceBucket({ place, limit, readOnly = false }: EvidenceBucketOptions): EvidenceStore {
  const bucket = bucketClient(place);
  const partials = join(tmpdir(), 'ovation-evidence');
  const known = new LRUCache<string, string>({ max: REMEMBERED });
  const types = new LRUCache<string, Stored>({ max: REMEMBERED });
  if (!readOnly) clearPartials(partials);

  const reach = async (sha256: string): Promise<Response | undefined> =>
    NAME.test(sha256) ? bucket.ask(sha256, { method: 'HEAD' }) : undefined;

  const broken = (error: unknown): EvidenceError =>
    isEvidenceError(error)
      ? error
      : new EvidenceError('unavailable', `Reading from ${bucket.place} broke off: try again.`, { cause: error });

  const readAt = async (sha256: string, offset: number, length: number): Promise<Buffer> => {
    const answer = await bucket.ask(sha256, {
      headers: { range: `bytes=${String(offset)}-${String(offset + length - 1)}` },
    });
    if (answer === undefined) return Buffer.alloc(0);
    try {
      return Buffer.from(await answer.arrayBuffer()).subarray(0, length);
    } catch (error) {
      throw broken(error);
    }
  };

  const find = async (sha256: string): Promise<Stored | undefined> => {
    const head = await reach(sha256);
    if (head === undefined) return undefined;
    const key = `${sha256} ${looks(head)}`;
    const before = types.get(key);
    if (before !== undefined) return before;
    const bytes = Number(head.headers.get('content-length'));
    const read = (offset: number, length: number): Promise<Buffer> =>
      offset >= bytes ? Promise.resolve(Buffer.alloc(0)) : readAt(sha256, offset, length);
    const stored = { sha256, bytes, mediaType: await mediaTypeOf({ size: bytes, read }) };
    types.set(key, stored);
    return stored;
  };

  const check = async (sha256: string, { anew = false } = {}): Promise<DocumentState> => {
    const head = await reach(sha256);
    if (head === undefined) return 'missing';
    if (!anew && known.get(sha256) === looks(head)) return 'ok';
    const answer = await bucket.ask(sha256);
    if (answer === undefined) return 'missing';
    const hash = createHash('sha256');
    try {
      for await (const chunk of answer.body ?? []) hash.update(chunk as Uint8Array);
    } catch (error) {
      throw broken(error);
    }
    if (hash.digest('hex') !== sha256) {
      known.delete(sha256);
      return 'altered';
    }
    known.set(sha256, looks(answer));
    return 'ok';
  };

  const keep = async (content: AsyncIterable<Uint8Array>): Promise<Put> => {
    makeFolder(partials);
    const partial = beginPartial(partials);
    try {
      const { sha256, bytes } = await writeFileOf(content, partial, limit);
      const repeated = (await check(sha256, { anew: true })) === 'ok';
      if (!repeated) {
        const body = await openAsBlob(partial);
        const answer = await bucket.ask(sha256, { method: 'PUT', body, headers: { 'x-amz-content-sha256': sha256 } });
        await answer?.body?.cancel();
      }
      const stored = await find(sha256);
      if (stored?.bytes !== bytes)
        throw new EvidenceError('unavailable', `Somebody takes documents out of ${bucket.place}.`);
      return { ...stored, repeated };
    } finally {
      endPartial(partial);
    }
  };

  return {
    find,
    check,
    put: async (content) => {
      if (readOnly) throw new EvidenceError('read-only', `Documents in ${bucket.place} are only read here.`);
      try {
        return await keep(content);
      } catch (error) {
        if (isEvidenceError(error)) throw error;
        const { code = 'unknown error' } = error as NodeJS.ErrnoException;
        throw new EvidenceError('unavailable', `No document can be written to ${partials} on its way (${code}).`, {
          cause: error,
        });
      }
    },
    open: async (sha256) => {
      const answer = NAME.test(sha256) ? await bucket.ask(sha256) : undefined;
      return answer?.body === null || answer === undefined ? undefined : Readable.fromWeb(answer.body);
    },
    list: async function* ({ after = '' } = {}) {
      let last = after === '' ? '' : `${place.prefix}${after}`;
      for (;;) {
        const answer = await bucket.ask('', {
          search: { 'list-type': '2', prefix: place.prefix, ...(last === '' ? {} : { 'start-after': last }) },
        });
        const list = (await answer?.text()) ?? '';
        const keys = keysIn(list);
        for (const key of keys) {
          const name = key.slice(place.prefix.length);
          if (NAME.test(name)) yield name;
        }
        const next = keys.at(-1);
        if (next === undefined || !isCut(list)) return;
        last = next;
      }
    },
  };
}
