import type { EventStore, RecordedEvent } from '#event-store';
import { LedgerError } from '../errors';
import { isSignedBy, openCheckpoint, readNote, readVerifier, signNote, type Signer, type Verifier } from '../notes';
import { LEDGER_STREAM, toLedgerEvent, type CheckpointSigned, type LedgerEvent } from './ledger-events';

/** What the ledger has recorded of itself, up to some event. */
export interface LedgerRecord {
  readonly origin: string;
  /** Keys that have signed for this log, the current one last. Each was confirmed by the one before, or `unconfirmed`. */
  readonly keys: readonly Verifier[];
  /** Those of them that no earlier key confirmed, the first aside: somebody said that the one before was lost. */
  readonly unconfirmed: readonly Verifier[];
  /** How it came from one key to the next. */
  readonly rotations: readonly RotationNote[];
  /** The last one. */
  readonly checkpoint?: CheckpointSigned;
  /** Revision of the last event. */
  readonly revision: bigint;
}

/** That a log signs with another key from now on. */
export interface RotationNote {
  /** As `writeVerifier` writes it. */
  readonly key: string;
  readonly note: string;
}

const rotationText = (origin: string, key: string): string => `${origin}\nsigns from now on with\n${key}\n`;

/** Says that a log signs with another key from now on. @param before Undefined where that key was lost. */
export function signRotation(origin: string, key: string, after: Signer, before: Signer | undefined): string {
  return signNote(rotationText(origin, key), before === undefined ? [after] : [before, after]);
}

/** The keys of a log that can be trusted by whoever trusts one of them: each that one of these has confirmed. */
export function confirmedKeys(trusted: Verifier, rotations: readonly RotationNote[]): readonly Verifier[] {
  const keys = [trusted];
  for (const { key: text, note } of rotations) {
    const [key, parsed] = [readVerifier(text), readNote(note)];
    const saysSo = parsed.text === rotationText(trusted.name, text) && isSignedBy(parsed, key);
    if (saysSo && keys.some((known) => isSignedBy(parsed, known))) keys.push(key);
  }
  return keys;
}

const altered = (message: string): LedgerError => new LedgerError('altered', message);

function evolve(record: LedgerRecord | undefined, event: LedgerEvent, revision: bigint): LedgerRecord {
  if (event.type === 'LedgerBegun') {
    const key = readVerifier(event.key);
    if (record !== undefined) throw altered('It says twice that the ledger begins.');
    if (key.name !== event.origin) throw altered(`Its key ${key.name} is not that of ${event.origin}.`);
    return { origin: event.origin, keys: [key], unconfirmed: [], rotations: [], revision };
  }
  if (record === undefined) throw altered(`It has a ${event.type} before the ledger begins.`);
  if (event.type === 'CheckpointSigned') {
    const { size, root } = openCheckpoint(event.note, record.keys.slice(-1));
    if (size !== event.size || root.toString('hex') !== event.root) {
      throw altered('It has a checkpoint that says another thing than its note.');
    }
    return { ...record, checkpoint: event, revision };
  }
  const note = readNote(event.note);
  const key = readVerifier(event.key);
  const saysSo = note.text === rotationText(record.origin, event.key) && isSignedBy(note, key);
  if (key.name !== record.origin || !saysSo) throw altered('It changes its key, and the note beside does not say so.');
  const isConfirmed = isSignedBy(note, record.keys.at(-1) as Verifier);
  return {
    ...record,
    keys: [...record.keys, key],
    unconfirmed: isConfirmed ? record.unconfirmed : [...record.unconfirmed, key],
    rotations: [...record.rotations, { key: event.key, note: event.note }],
    revision,
  };
}

/**
 * What the ledger says after one more of its events; every signature is checked.
 * @throws LedgerError `altered`, naming the event, when it cannot have been recorded like that.
 */
export function foldLedgerEvent(record: LedgerRecord | undefined, recorded: RecordedEvent): LedgerRecord {
  try {
    return evolve(record, toLedgerEvent(recorded), recorded.revision);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const message = `${recorded.type} ${recorded.id}, revision ${String(recorded.revision)} of ${recorded.stream}, is not as it was recorded. ${why}`;
    throw new LedgerError('altered', message, { cause: error });
  }
}

/** What the ledger has recorded of itself until now; undefined before it began. @throws LedgerError `altered` */
export type ReadLedger = () => Promise<LedgerRecord | undefined>;

/** Reads on from what it has read before: each signature is checked once, however often somebody asks. */
export function ledgerReader(store: Pick<EventStore, 'readStream'>): ReadLedger {
  let known: LedgerRecord | undefined;
  return async () => {
    let record = known;
    const unread = record === undefined ? {} : { from: record.revision + 1n };
    for await (const recorded of store.readStream(LEDGER_STREAM, unread)) record = foldLedgerEvent(record, recorded);
    if (record !== undefined && record.revision > (known?.revision ?? -1n)) known = record;
    return record;
  };
}

/** Reads it once. @throws LedgerError `altered` */
export const readLedgerRecord = (store: Pick<EventStore, 'readStream'>): ReturnType<ReadLedger> =>
  ledgerReader(store)();
