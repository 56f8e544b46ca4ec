import { createPrivateKey, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
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
  /** A new key, on disk beside the file until it is used or dropped. */
  makeNext(): { readonly key: KeyObject; use(): void; drop(): void };
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
      if (!existsSync(file)) return undefined;
      const signer = signerOf(origin, read(file));
      return keys.at(-1)?.id.equals(signer.id) === true ? signer : undefined;
    },
    makeNext: () => {
      const key = makePrivateKey();
      const next = `${file}.next`;
      rmSync(next, { force: true });
      write(next, key);
      return {
        key,
        use: () => {
          if (existsSync(file)) renameSync(file, `${file}.${signerOf('old', read(file)).id.toString('hex')}`);
          renameSync(next, file);
        },
        drop: () => rmSync(next, { force: true }),
      };
    },
  };
}
