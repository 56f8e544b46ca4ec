import { existsSync, renameSync } from 'node:fs';
import type { EventStore, Position, RecordedEvent } from '#event-store';
import { START } from '#event-store';
import type { Log, Process } from '#subscriptions';
import { batchesOf } from '#subscriptions';
import { LedgerError, isLedgerError } from '../errors';
import { findLastLeaf } from '../last-leaf';
import { leafOf } from '../leaf';
import { foldLedgerEvent, isLedgerStream, readLedgerRecord, toLedgerEvent, type LedgerRecord } from '../record';
import { openTree, readingTree, rootOf, writeTree, type TreeReading, type TreeWriting } from '../tree';

export interface KeepTreeOptions {
  readonly store: Pick<EventStore, 'readAll' | 'readStream' | 'subscribe'>;
  /** Where the tree lies. */
  readonly folder: string;
  readonly log: Log;
  /** Told of the number of leaves whenever readers can see more of them. */
  readonly onGrown: (size: number) => void;
  /** Events of one batch, at the most. */
  readonly batchSize?: number;
  /** Between two syncs of the tree while it grows, in milliseconds: what came after the last one is hashed again after a power cut. */
  readonly syncMs?: number;
}

const DEFAULTS = { batchSize: 1_000, syncMs: 1_000 };

/** A tree, and the position of the event of its last leaf. */
interface TreeInLog {
  readonly tree: TreeWriting;
  readonly after: Position;
}

async function openAtItsPlace(store: Pick<EventStore, 'readAll'>, folder: string): Promise<TreeInLog> {
  const tree = writeTree(folder);
  try {
    return { tree, after: await placeInLog(store, folder, tree.size) };
  } catch (error) {
    tree.close();
    throw error;
  }
}

/**
 * Opens the tree; where its files are damaged, they are set aside and it begins anew: the log has everything.
 * @throws LedgerError `altered` when it is the log that is another one.
 */
async function openOrBegin(store: Pick<EventStore, 'readAll'>, folder: string, log: Log): Promise<TreeInLog> {
  try {
    return await openAtItsPlace(store, folder);
  } catch (error) {
    if (!isLedgerError(error) || error.code !== 'damaged') throw error;
    let aside = `${folder}-damaged`;
    for (let number = 2; existsSync(aside); number += 1) aside = `${folder}-damaged-${String(number)}`;
    renameSync(folder, aside);
    log.warn(
      { err: error },
      `${error.message} They are set aside as ${aside}, and the tree is made anew from the log.`,
    );
    return { tree: writeTree(folder), after: START };
  }
}

/** What was altered stays altered; whatever else is wrong may pass. */
export const mayPass = (error: unknown): boolean => !(isLedgerError(error) && error.code === 'altered');

/** Whether the first events of the log are those of all leaves: then it is their positions that were not kept well. */
async function hasAllLeaves(store: Pick<EventStore, 'readAll'>, { size, subtree }: TreeReading): Promise<boolean> {
  let index = 0;
  for await (const event of store.readAll({ limit: size })) {
    if (!subtree(0, index).equals(leafOf(event))) return false;
    index += 1;
  }
  return index === size;
}

/**
 * The position of the last leaf, which must still be the event that it was made of.
 * @throws LedgerError `altered` when the log holds something else there, or nothing; `damaged` when it holds every leaf, and the
 *   positions in the files of the tree are wrong.
 */
async function placeInLog(store: Pick<EventStore, 'readAll'>, folder: string, size: number): Promise<Position> {
  if (size === 0) return START;
  const tree = openTree(folder);
  let event: RecordedEvent | undefined;
  try {
    const { isInLog, position, found } = await findLastLeaf(store, tree, size);
    if (isInLog) return position;
    if (await hasAllLeaves(store, tree)) {
      throw new LedgerError('damaged', `The files in ${folder} do not say where in the log their leaves are.`);
    }
    event = found;
  } finally {
    tree.close();
  }
  const found = event === undefined ? 'the log ends before it' : `the log has ${event.type} ${event.id} there`;
  throw new LedgerError(
    'altered',
    `The log is not the one that the ledger has followed: the last of its ${String(size)} events is gone, and ${found}. ` +
      `Run \`ovation verify\`. If the log was replaced on purpose, by a backup, stop the server and delete ${folder}.`,
  );
}

/**
 * Keeps the tree of a log up to date, behind it and at its speed. Every checkpoint in the log is compared with the tree on the
 * way: what is recorded in the log of the log has to be true.
 * @throws LedgerError `altered` (from `run`) when the log is not what it was.
 */
export function keepTree(options: KeepTreeOptions): Process {
  const { store, folder, log, onGrown, batchSize, syncMs } = { ...DEFAULTS, ...options };
  return {
    name: 'ledger',
    mayPass,
    run: async (signal, wentWell) => {
      const { tree, after: last } = await openOrBegin(store, folder, log);
      try {
        let after = last;
        let record = await recordUpTo(store, after);
        let synced = performance.now();
        onGrown(tree.size);
        for await (const { events, caughtUp } of batchesOf(store as EventStore, { after, size: batchSize, signal })) {
          tree.append(events.map((event) => ({ hash: leafOf(event), position: event.position })));
          for (const event of events) {
            if (!isLedgerStream(event.stream)) continue;
            record = foldLedgerEvent(record, event);
            checkAgainstTree(folder, event);
          }
          after = events.at(-1)?.position ?? after;
          if (performance.now() - synced >= syncMs) {
            tree.sync();
            synced = performance.now();
          }
          if (events.length > 0) onGrown(tree.size);
          if (caughtUp) wentWell();
        }
        tree.sync();
      } finally {
        tree.close();
      }
    },
  };
}

/** What the ledger has recorded of itself up to a position. */
async function recordUpTo(
  store: Pick<EventStore, 'readStream'>,
  position: Position,
): Promise<LedgerRecord | undefined> {
  return readLedgerRecord({
    readStream: async function* (stream) {
      for await (const event of store.readStream(stream)) if (event.position <= position) yield event;
    },
  });
}

/** @throws LedgerError `altered` when a checkpoint in the log has another root than the tree had at its size. */
function checkAgainstTree(folder: string, recorded: RecordedEvent): void {
  const event = toLedgerEvent(recorded);
  if (event.type !== 'CheckpointSigned') return;
  const root = readingTree(folder, ({ subtree, size }) =>
    event.size > size ? undefined : rootOf(subtree, event.size).toString('hex'),
  );
  if (root === event.root) return;
  throw new LedgerError(
    'altered',
    `The log is not what it was when its checkpoint of ${String(event.size)} events was signed, on ${recorded.recordedAt}: ` +
      'one of them was altered, removed, moved or added. Run `ovation verify`.',
  );
}
