import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LedgerError } from '../errors';
import { keyFile } from '../keep';
import {
  openCheckpoint,
  readCheckpoint,
  readNote,
  readVerifier,
  signatureLine,
  signerOf,
  writeVerifier,
  type Checkpoint,
  type Verifier,
} from '../notes';
import { isConsistent, type ConsistencyProof } from '../prove';
import { confirmedKeys, type RotationNote } from '../record';

/** What a log tells of itself. */
export interface ToldLedger {
  readonly origin: string;
  /** Public keys, the current one last. */
  readonly keys: readonly string[];
  readonly rotations: readonly RotationNote[];
}

/** The log that is watched. */
export interface WatchedLog {
  ledger(): Promise<ToldLedger>;
  /** Its last checkpoint, a signed note. */
  checkpoint(): Promise<string>;
  /** @throws LedgerError `not-found` where it has no such sizes. */
  consistency(from: number, to: number): Promise<ConsistencyProof>;
}

export interface WitnessOptions {
  readonly log: WatchedLog;
  /** Where checkpoints are kept, with the key of this witness. */
  readonly folder: string;
  /** Whose signature it is. */
  readonly name: string;
  /** The key of the log, where somebody gave it. Default: the one that was kept, or, the first time, the one that it tells. */
  readonly key?: string;
  readonly now: () => Date;
}

export interface Witnessed {
  readonly origin: string;
  readonly size: number;
  /** Of the checkpoint that was kept before; undefined for the first. */
  readonly before?: number;
  /** Where the checkpoint is kept, with the signature of this witness. */
  readonly file: string;
  /** The public key of this witness, as text. */
  readonly witness: string;
}

const KEPT = /^checkpoint-(\d{16})\.txt$/;
const fileOf = (folder: string, size: number): string =>
  join(folder, `checkpoint-${String(size).padStart(16, '0')}.txt`);

/** The newest checkpoint that is kept. */
function lastKept(folder: string): string | undefined {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => KEPT.test(name)) : [];
  const last = names.sort().at(-1);
  return last === undefined ? undefined : readFileSync(join(folder, last), 'utf8');
}

function write(file: string, text: string): void {
  const partial = `${file}.partial`;
  writeFileSync(partial, text, { flush: true });
  renameSync(partial, file);
}

const altered = (message: string): LedgerError =>
  new LedgerError(
    'altered',
    `${message} Keep this folder, and ask whoever runs the log: what was recorded is not there any more.`,
  );

/** @throws LedgerError `altered` when the log does not begin with what it was. */
async function checkGrown(log: WatchedLog, before: Checkpoint, now: Checkpoint): Promise<void> {
  const kept = `the checkpoint of ${String(before.size)} events that is kept here`;
  if (before.origin !== now.origin) {
    throw new LedgerError(
      'foreign',
      `This is another log, ${now.origin}; ${kept} is of ${before.origin}. Keep its checkpoints in another folder.`,
    );
  }
  if (now.size < before.size)
    throw altered(`History shrank: the log has ${String(now.size)} events, ${kept} says otherwise.`);
  const { from, to, hashes } = await log.consistency(before.size, now.size);
  const proof: ConsistencyProof = {
    from: { size: before.size, root: before.root.toString('hex') },
    to: { size: now.size, root: now.root.toString('hex') },
    hashes,
  };
  if (from.size === before.size && to.size === now.size && isConsistent(proof)) return;
  throw altered(`History changed: the log of ${String(now.size)} events does not begin with ${kept}.`);
}

/**
 * Looks at a log from outside, once: whether its checkpoint is signed by its key, and whether it has only grown since the one that
 * is kept. Then signs that checkpoint as well (C2SP tlog-cosignature), and keeps it. Nothing that is kept is ever removed.
 * @throws LedgerError `altered` when history shrank or changed, `foreign` when it is another log or another key.
 */
export async function witness(options: WitnessOptions): Promise<Witnessed> {
  const { log, folder, name, now } = options;
  mkdirSync(folder, { recursive: true });
  const told = await log.ledger();
  const note = await log.checkpoint();
  const trustedFile = join(folder, 'log.key');
  const trustedText =
    options.key ??
    (existsSync(trustedFile) ? readFileSync(trustedFile, 'utf8').trim() : undefined) ??
    told.keys[0] ??
    '';
  const trusted: readonly Verifier[] = confirmedKeys(readVerifier(trustedText), told.rotations);
  const checkpoint = openCheckpoint(note, trusted);
  const kept = lastKept(folder);
  const before = kept === undefined ? undefined : readCheckpoint(kept);
  if (before !== undefined) await checkGrown(log, before, checkpoint);
  const signer = signerOf(name, keyFile(join(folder, 'witness.key')).readOrMake(), 'witness');
  const file = fileOf(folder, checkpoint.size);
  if (!existsSync(trustedFile)) write(trustedFile, `${trustedText}\n`);
  // What is kept of this size stays as it was signed first.
  if (!existsSync(file)) write(file, note + signatureLine(readNote(note).text, signer, now()));
  return {
    origin: checkpoint.origin,
    size: checkpoint.size,
    ...(before === undefined ? {} : { before: before.size }),
    file,
    witness: writeVerifier(signer),
  };
}
