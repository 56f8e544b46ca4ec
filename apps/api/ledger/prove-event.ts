import type { EventInLog } from '#acquisition/views';
import type { RecordedEvent } from '#event-store';
import { isEventStoreError } from '#event-store';
import type { InclusionProof } from '#ledger';
import { LedgerError, isLedgerError, proveInclusion, readingTree } from '#ledger';
import type { WritingStores } from '../stores-token';
import type { Ledger } from './start-ledger';

type Stores = Pick<WritingStores, 'store' | 'ledger'>;
type Recorded = Pick<EventInLog, 'eventId' | 'revision' | 'recorded'>;

/** That an event is in the log as it was recorded; or why that is not proven. */
export interface EventProof {
  readonly proof: (InclusionProof & { readonly note: string | null }) | null;
  readonly notProven: string | null;
}

/** Who looks at an event waits no longer for its proof, in milliseconds. */
const PATIENCE_MS = 500;

type Followed = Pick<Ledger, 'folder' | 'tree' | 'waitLimit' | 'keeping'>;

/** Waits, bounded, until the tree has the event at a position. @returns False when it does not have it then. */
export async function isFollowed(ledger: Followed, position: string, limit = ledger.waitLimit): Promise<boolean> {
  const late = AbortSignal.timeout(limit);
  const isOver = (): boolean => late.aborted || ledger.keeping.status().status === 'stopped';
  const has = () =>
    readingTree(
      ledger.folder,
      (tree) => position === '' || (tree.size > 0 && tree.positionOf(tree.size - 1) >= position),
    );
  while (!has() && !isOver()) await ledger.tree.reaches(ledger.tree.size() + 1, late);
  return ledger.tree.size() > 0 && has();
}

async function readEvent({ store }: Stores, { eventId, revision, recorded }: Recorded): Promise<RecordedEvent> {
  for await (const event of store.readStream(recorded.stream, { from: BigInt(revision), limit: 1 })) return event;
  throw new LedgerError('not-found', `Event ${eventId} is not in the log.`);
}

/**
 * Proves that an event is in the log, once the tree has it.
 * @param size Of the tree that it is to be proven in; default: as it is now.
 * @throws LedgerError `not-found`, `altered`
 */
export async function proveEvent(stores: Stores, asked: Recorded, size?: number): Promise<InclusionProof> {
  const event = await readEvent(stores, asked);
  await isFollowed(stores.ledger, event.position);
  return proveInclusion(stores.ledger.folder, event, size);
}

/**
 * The proof of an event by the last checkpoint, with its note; where that does not cover it yet, by the tree as it is now. What
 * cannot be proven, or not soon, is told and not thrown: the event is still there to be seen.
 */
export async function proofOf(stores: Stores, asked: Recorded): Promise<EventProof> {
  const { ledger } = stores;
  try {
    const event = await readEvent(stores, asked);
    await isFollowed(ledger, event.position, Math.min(PATIENCE_MS, ledger.waitLimit));
    const now = proveInclusion(ledger.folder, event);
    const checkpoint = (await ledger.read())?.checkpoint;
    if (checkpoint === undefined || checkpoint.size <= now.index)
      return { proof: { ...now, note: null }, notProven: null };
    const proof = proveInclusion(ledger.folder, event, checkpoint.size);
    return { proof: { ...proof, note: checkpoint.note }, notProven: null };
  } catch (error) {
    if (isLedgerError(error) || (isEventStoreError(error) && error.code === 'corrupt')) {
      return { proof: null, notProven: error.message };
    }
    throw error;
  }
}
