import { createPrivateKey, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { LedgerError } from '../errors';
import { makePrivateKey, signerOf, type Signer } from '../notes';
import type { LedgerRecord } from '../record';

/** The private key by which checkpoints are signed: an Ed25519 key, PKCS #8 in PEM, for its owner alone to read. */
export interface KeyFile {
  readonly file: string;
  /** @throws LedgerError `invalid` when the file holds no such key. */
  readOrMake(): KeyObject;
  /** The key with which a log signs now; undefined when the file holds another one, or is not there. */
  signer(record: LedgerRecord): Signer | undefined;
  /**
   * A new key, on disk beside the file. Once the log names it, `signer` puts it in the place of the old one, which is kept beside
   * under its id.
   */
  makeNext(origin: string): { readonly key: KeyObject; drop(): void };
}

const pemOf = (key: KeyObject): string => key.export({ format: 'pem', type: 'pkcs8' }) as string;

function read(file: string): KeyObject {
  try {
    const key = createPrivateKey(readFileSync(file, 'utf8'));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') throw error;
  }
  throw new LedgerError('invalid', `${file} holds no Ed25519 key in PEM: put the key of this log there.`);
}

const NEXT = '.next-';

/** Keys that were made to follow the one of the file. */
const pendingBeside = (file: string): readonly string[] =>
  existsSync(dirname(file))
    ? readdirSync(dirname(file))
        .filter((name) => name.startsWith(basename(file) + NEXT))
        .map((name) => join(dirname(file), name))
    : [];

export function keyFile(file: string): KeyFile {
  const write = (to: string, key: KeyObject): void => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(to, pemOf(key), { flag: 'wx', mode: 0o600, flush: true });
  };
  return {
    file,
    readOrMake: () => {
      if (existsSync(file)) return read(file);
      const key = makePrivateKey();
      try {
        write(file, key);
      } catch (error) {
        // Another process makes it at the same moment: whoever was first is read by both.
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        return read(file);
      }
      return key;
    },
    signer: ({ origin, keys }) => {
      const current = keys.at(-1);
      const isCurrent = (signer: Signer): boolean => current?.publicKey.equals(signer.publicKey) === true;
      const held = existsSync(file) ? signerOf(origin, read(file)) : undefined;
      if (held !== undefined && isCurrent(held)) return held;
      // One that was recorded, and then something came between.
      for (const name of pendingBeside(file)) {
        const pending = signerOf(origin, read(name));
        if (!isCurrent(pending)) continue;
        if (held !== undefined) renameSync(file, `${file}.${held.id.toString('hex')}`);
        renameSync(name, file);
        return pending;
      }
      return undefined;
    },
    makeNext: (origin) => {
      const key = makePrivateKey();
      const next = `${file}${NEXT}${signerOf(origin, key).id.toString('hex')}`;
      write(next, key);
      return { key, drop: () => rmSync(next, { force: true }) };
    },
  };
}
