import type { EventData, EventStore, NewEvent } from '#event-store';
import { isEventStoreError, newId } from '#event-store';
import { LedgerError } from '../errors';
import { signCheckpoint, signerOf, writeVerifier, type Signer } from '../notes';
import type { KeyFile } from '../keep/key-file';
import { LEDGER_STREAM, ledgerCodec } from './ledger-events';
import { ledgerReader, signRotation, type LedgerRecord, type ReadLedger } from './ledger-record';

type Store = Pick<EventStore, 'append' | 'readStream'>;

/** In whose name the ledger records. No user can be given this role. */
const BY = { user: 'ledger', role: 'process' };

const eventOf = (type: string, data: EventData): NewEvent => ({ id: newId(), ...ledgerCodec.encode(type, data, BY) });

/** Appends unless somebody else was faster. @returns False then. */
async function appended(store: Store, revision: bigint | 'no-stream', event: NewEvent): Promise<boolean> {
  try {
    await store.append(LEDGER_STREAM, revision, [event]);
    return true;
  } catch (error) {
    if (isEventStoreError(error) && error.code === 'conflict') return false;
    throw error;
  }
}

/**
 * What the ledger has recorded of itself; where that is nothing, it begins now: with a name of its own, and the key of the file,
 * which is made when it is not there. Of several that begin at once, one does.
 */
export async function beginLedger(
  store: Store,
  keys: KeyFile,
  read: ReadLedger = ledgerReader(store),
): Promise<LedgerRecord> {
  for (;;) {
    const record = await read();
    if (record !== undefined) return record;
    const origin = `ovation/${newId()}`;
    const signer = signerOf(origin, keys.readOrMake());
    await appended(store, 'no-stream', eventOf('LedgerBegun', { origin, key: writeVerifier(signer) }));
  }
}

/**
 * Records the log as it is now, signed.
 * @returns False when somebody else has recorded in the meantime, so that there is no need.
 */
export function recordCheckpoint(
  store: Store,
  { origin, revision }: LedgerRecord,
  { size, root }: { readonly size: number; readonly root: Buffer },
  signer: Signer,
): Promise<boolean> {
  const note = signCheckpoint({ origin, size, root }, signer);
  return appended(store, revision, eventOf('CheckpointSigned', { size, root: root.toString('hex'), note }));
}

/**
 * Signs with a new key from now on. The old one confirms it, and is kept beside.
 * @param isLost The old key is not there any more: the new one stands on nobody's word, and every verification says so.
 * @throws LedgerError `key-missing` when the old key is not there and was not said to be lost; `not-found` when it should be
 *   tried again.
 */
export async function rotateKey(store: Store, keys: KeyFile, isLost: boolean): Promise<LedgerRecord> {
  const record = await beginLedger(store, keys);
  const current = keys.signer(record);
  if (current === undefined && !isLost) {
    throw new LedgerError(
      'key-missing',
      `${keys.file} does not hold the key that this log signs with: put it there, or say that it is lost.`,
    );
  }
  const fresh = keys.makeNext(record.origin);
  const after = signerOf(record.origin, fresh.key);
  const key = writeVerifier(after);
  const note = signRotation(record.origin, key, after, isLost ? undefined : current);
  if (!(await appended(store, record.revision, eventOf('LedgerKeyRotated', { key, note })))) {
    fresh.drop();
    throw new LedgerError('not-found', 'The ledger has recorded something in the meantime: try again.');
  }
  const rotated = await beginLedger(store, keys);
  keys.signer(rotated);
  return rotated;
}
