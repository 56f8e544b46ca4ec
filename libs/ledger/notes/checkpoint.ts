import { LedgerError } from '../errors';
import { HASH_BYTES } from '../tree';
import type { Signer, Verifier } from './keys';
import { isSignedBy, readNote, signNote } from './signed-note';

/** What a log has held at one time: so many events, under this root. */
export interface Checkpoint {
  /** Which log it is; the name of the keys that sign for it. */
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

/** @see C2SP tlog-checkpoint */
const textOf = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${String(size)}\n${root.toString('base64')}\n`;

/** A checkpoint as a signed note. */
export const signCheckpoint = (checkpoint: Checkpoint, signer: Signer): string =>
  signNote(textOf(checkpoint), [signer]);

/** What a note says, whoever signed it. @throws LedgerError `invalid` for what is no checkpoint. */
export function readCheckpoint(note: string): Checkpoint {
  const [origin, size, root, ...rest] = readNote(note).text.split('\n');
  const hash = Buffer.from(root ?? '', 'base64');
  const isCheckpoint =
    origin !== undefined && origin !== '' && /^(0|[1-9]\d{0,15})$/.test(size ?? '') && hash.length === HASH_BYTES;
  if (!isCheckpoint || rest.at(-1) !== '') {
    throw new LedgerError(
      'invalid',
      'This is no checkpoint: its lines are the log, the number of events, and the root.',
    );
  }
  return { origin, size: Number(size), root: hash };
}

/**
 * A checkpoint that a log has signed.
 * @param keys Those of the log: any of them will do.
 * @throws LedgerError `invalid` for what is no checkpoint; `foreign` for one of another log, or that none of its keys signed.
 */
export function openCheckpoint(note: string, keys: readonly Verifier[]): Checkpoint {
  const checkpoint = readCheckpoint(note);
  const named = keys.filter(({ name }) => name === checkpoint.origin);
  if (named.length === 0) {
    const names = [...new Set(keys.map(({ name }) => name))].join(', ');
    throw new LedgerError('foreign', `The checkpoint is of another log, ${checkpoint.origin}; this one is ${names}.`);
  }
  const parsed = readNote(note);
  if (!named.some((key) => isSignedBy(parsed, key))) {
    throw new LedgerError(
      'foreign',
      `No key of ${checkpoint.origin} has signed this checkpoint: it was made or changed by somebody else.`,
    );
  }
  return checkpoint;
}
