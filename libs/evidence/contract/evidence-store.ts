import { hash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import type { EvidenceStore } from '../port';

/** A store to try, and ways to do to it what nobody should. */
export interface EvidenceSubject {
  readonly store: EvidenceStore;
  /** Most bytes of a document that `store` keeps. */
  readonly limit: number;
  /** The same documents, found by somebody who comes later. */
  readonly again: () => EvidenceStore;
  /** Puts other bytes where a document was. */
  readonly alter: (sha256: string, bytes: Buffer) => void | Promise<void>;
  /** Takes a document away. */
  readonly remove: (sha256: string) => void | Promise<void>;
  /** Names of everything that lies there, documents or not. */
  readonly everything: () => readonly string[] | Promise<readonly string[]>;
}

const digest = (bytes: Buffer): string => hash('sha256', bytes);

/** Bytes as they come over a network: piece by piece. */
export function inPieces(bytes: Buffer, piece = 7): AsyncIterable<Uint8Array> {
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, n) =>
    bytes.subarray(n * piece, (n + 1) * piece),
  );
  return Readable.from(pieces) as AsyncIterable<Uint8Array>;
}

const cutAfter = (bytes: Buffer): AsyncIterable<Uint8Array> =>
  Readable.from(
    (function* () {
      yield bytes;
      throw new Error('aborted');
    })(),
  ) as AsyncIterable<Uint8Array>;

export async function listed(store: EvidenceStore, after?: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const name of store.list(after === undefined ? {} : { after })) names.push(name);
  return names;
}

const contentOf = async (store: EvidenceStore, sha256: string): Promise<Buffer | undefined> => {
  const opened = await store.open(sha256);
  return opened === undefined ? undefined : buffer(opened);
};

/** @param open a store in which nothing is, gone after the test. */
export function evidenceStoreContract(open: () => EvidenceSubject | Promise<EvidenceSubject>): void {
  const memo = Buffer.from('A24 takes the United States, all rights. Signed.\n');

  it('keeps a document under the digest of its bytes, and gives it back as it was', async () => {
    const { store, again } = await open();
    const put = await store.put(inPieces(memo));
    expect(put).toEqual({ sha256: digest(memo), bytes: memo.length, mediaType: 'text/plain', repeated: false });
    for (const one of [store, again()]) {
      expect(await one.find(put.sha256)).toEqual({ sha256: put.sha256, bytes: memo.length, mediaType: 'text/plain' });
      expect(await contentOf(one, put.sha256)).toEqual(memo);
      expect(await one.check(put.sha256)).toBe('ok');
      expect(await listed(one)).toEqual([put.sha256]);
    }
  });

  it('takes the same document again for the same document', async () => {
    const { store, everything } = await open();
    const first = await store.put(inPieces(memo));
    const before = await everything();
    expect(await store.put(inPieces(memo, 1))).toEqual({ ...first, repeated: true });
    expect(await everything()).toEqual(before);
  });

  it('keeps one document, whole, when it comes several times at once', async () => {
    const { store } = await open();
    const bytes = randomBytes(200_000);
    const all = await Promise.all(Array.from({ length: 8 }, (_, n) => store.put(inPieces(bytes, 1_000 + n))));
    expect(new Set(all.map(({ sha256 }) => sha256))).toEqual(new Set([digest(bytes)]));
    expect(await store.check(digest(bytes), { anew: true })).toBe('ok');
    expect(await listed(store)).toEqual([digest(bytes)]);
  });

  it('keeps nothing of what is empty, too large, or cut off', async () => {
    const { store, limit, everything } = await open();
    await store.put(inPieces(memo));
    const before = await everything();
    await expect(store.put(inPieces(Buffer.alloc(0)))).rejects.toMatchObject({ code: 'empty' });
    await expect(store.put(inPieces(Buffer.alloc(limit + 1), 4_096))).rejects.toMatchObject({ code: 'too-large' });
    await expect(store.put(cutAfter(randomBytes(100)))).rejects.toMatchObject({ code: 'cut-off' });
    expect(await everything()).toEqual(before);
    expect(await store.put(inPieces(Buffer.alloc(limit, 'a'), 4_096))).toMatchObject({ bytes: limit });
  });

  it('says that a document is missing', async () => {
    const { store, again, remove } = await open();
    const { sha256 } = await store.put(inPieces(memo));
    expect(await store.check(sha256)).toBe('ok');
    await remove(sha256);
    for (const one of [store, again()]) {
      expect(await one.check(sha256)).toBe('missing');
      expect(await one.find(sha256)).toBeUndefined();
      expect(await one.open(sha256)).toBeUndefined();
    }
  });

  it('has nothing under what is no digest', async () => {
    const { store } = await open();
    for (const name of ['', '..', '../../../etc/passwd', 'A'.repeat(64), `${'a'.repeat(64)}\n`, 'a'.repeat(63)]) {
      expect([name, await store.find(name), await store.open(name)]).toEqual([name, undefined, undefined]);
      expect([name, await store.check(name)]).toEqual([name, 'missing']);
    }
  });

  it('says that a document is altered, wherever, also after it was found right', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 300 }),
        fc.nat(),
        fc.nat(7),
        async (some, place, bit) => {
          const { store, again, alter } = await open();
          const bytes = Buffer.from(some);
          const { sha256 } = await store.put(inPieces(bytes));
          expect(await store.check(sha256)).toBe('ok');
          const other = Buffer.from(bytes);
          other[place % other.length] = (other[place % other.length] ?? 0) ^ (1 << bit);
          await alter(sha256, other);
          for (const one of [store, again()]) {
            expect(await one.check(sha256)).toBe('altered');
            expect(await one.check(sha256, { anew: true })).toBe('altered');
          }
          // Whoever has it puts it right.
          expect(await store.put(inPieces(bytes))).toMatchObject({ sha256, repeated: false });
          expect(await store.check(sha256)).toBe('ok');
          expect(await contentOf(store, sha256)).toEqual(bytes);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('says that a document is altered that was cut or grew', async () => {
    const { store, alter } = await open();
    const { sha256 } = await store.put(inPieces(memo));
    for (const bytes of [Buffer.alloc(0), memo.subarray(1), Buffer.concat([memo, memo])]) {
      await alter(sha256, bytes);
      expect(await store.check(sha256)).toBe('altered');
    }
  });

  it('lists all that is kept, in order, and from anywhere on', async () => {
    const { store } = await open();
    const all = await Promise.all(
      Array.from({ length: 40 }, (_, n) => store.put(inPieces(Buffer.from(`Memo ${String(n)}`)))),
    );
    const names = all.map(({ sha256 }) => sha256).sort();
    expect(await listed(store)).toEqual(names);
    for (const [n, name] of names.entries()) expect(await listed(store, name)).toEqual(names.slice(n + 1));
  });
}
