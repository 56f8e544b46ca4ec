import type { EventData, EventStore, RecordedEvent } from '#event-store';
import { START, isEventStoreError, type Position } from '#event-store';
import { isLedgerError } from '../errors';
import { findLastLeaf } from '../last-leaf';
import {
  isSignedBy,
  openCheckpoint,
  readCheckpoint,
  readNote,
  writeVerifier,
  type Checkpoint,
  type Verifier,
} from '../notes';
import {
  LEDGER_STREAM,
  confirmedKeys,
  foldLedgerEvent,
  isLedgerStream,
  toLedgerEvent,
  type LedgerRecord,
} from '../record';
import { leafOf } from '../leaf';
import { EMPTY_ROOT, growTree, rootOf } from '../tree';
import { LOOK_AHEAD, whatWasDone, type KeptLeaves, type LeafNow } from './compare-leaves';
import { compareStreamsBy } from './compare-streams';
import { compareTrees } from './compare-trees';
import type { EventCheck } from './event-check';
import { eventsOf, type SoundRange } from './check-range';
import type { CheckedRange, Readers } from './read-ranges';
import { rangesOf, readRanges } from './read-ranges';
import { streamsInOrder } from './streams-in-order';
import { foundIn, nameOf, upper, type EventFound, type Finding, type Verdict } from './verdict';

/** A checkpoint that somebody kept elsewhere. */
export interface KeptCheckpoint {
  /** What to call it: a file, an address. */
  readonly name: string;
  readonly note: string;
}

export interface VerifyOptions<Noted = undefined> {
  /** With a `head`, what is recorded after it was asked for is left out: somebody may be writing. */
  readonly log: Pick<EventStore, 'readAll' | 'readStream'> & Partial<Pick<EventStore, 'head'>>;
  /** The tree that the ledger has kept beside it, where there is one. */
  readonly kept?: KeptLeaves;
  /** Checkpoints kept elsewhere, which whoever rewrites the log cannot rewrite. */
  readonly against?: readonly KeptCheckpoint[];
  /** The key to trust, with those that it has confirmed; default: those that the log names. */
  readonly key?: Verifier;
  /**
   * Only what came after so many events, which were verified before and had this root: the tree that was kept has to have it still.
   * Where it does not say where in the log that is, everything. Needs `kept`.
   */
  readonly since?: VerifiedUpTo;
  /** What else an event has to fulfil. */
  readonly check?: EventCheck<Noted>;
  /** Who shares the reading of a log whose tree was kept. Default: nobody. */
  readonly readers?: Readers<Noted>;
  /** Told now and then how many events were read. */
  readonly onProgress?: (events: number) => void;
}

/** How far a log was verified before. */
export interface VerifiedUpTo {
  readonly size: number;
  /** Hex. */
  readonly root: string;
}

/** Findings after which no more are looked for. */
const MOST_FINDINGS = 100;
const PROGRESS_EVERY = 1_000;

/**
 * Reads a log from its first event to its last and looks for whatever was done to it: every leaf and the tree are computed again
 * and compared with what was kept, every signature and every checkpoint is checked, numbering and times, and that each stream read
 * by itself is whole.
 * What is wrong with the log is never thrown: it is found. Memory does not grow with the log, its streams aside.
 * @throws EventStoreError `unavailable` where the store does not answer; LedgerError `invalid` for a checkpoint that is none.
 */
export async function verifyLog<Noted = undefined>(options: VerifyOptions<Noted>): Promise<Verdict> {
  const { log, kept, since, against = [], key, check, readers, onProgress = () => undefined } = options;
  const given = against.map(({ name, note }) => ({ name, note, checkpoint: readCheckpoint(note) }));
  const findings: Finding[] = [];
  const find = (finding: Finding): void => {
    if (findings.length < MOST_FINDINGS) findings.push(finding);
  };
  const last = await log.head?.();
  const verified = since === undefined || kept === undefined ? undefined : await beginAfter(log, kept, since);
  if (verified === 'altered') find(treeAltered(since as VerifiedUpTo));
  const proposed = verified === 'altered' ? undefined : verified;
  const ledger = await readLedger(log, proposed?.after ?? START, find);
  // Without its checkpoints it is not known who signs: everything is read.
  const begin = ledger.unreadable === undefined ? proposed : undefined;
  const compared = kept === undefined ? undefined : compareTrees(kept, find);
  const tree = growTree(begin, (level, hash) => compared?.full(level, Math.floor(tree.size / 2 ** level), hash));
  const sizes = [...ledger.sizes, ...given.map(({ checkpoint }) => checkpoint.size)];
  /** By size: the roots that checkpoints tell of, to be filled in while the log is read again. */
  const roots = new Map<number, Buffer | undefined>(sizes.map((size) => [size, size === 0 ? EMPTY_ROOT : undefined]));
  if (kept !== undefined) {
    for (const size of roots.keys()) if (size <= tree.size) roots.set(size, rootKept(kept, size));
  }
  const streams = streamsInOrder(tree.size === 0);
  let record = begin === undefined ? undefined : ledger.record;
  /** Checkpoints of the log that fit, and the size of the last of them. */
  let [checkpoints, covered] = [0, tree.size];
  /** So many of the last events are the ledger's own, such as the last checkpoint, which covers all but itself. */
  let ours = 0;
  /** From the leaf that differs on: what is read then only tells what was done. */
  let now: LeafNow[] = [];

  const readLedgerEvent = (event: RecordedEvent, found: EventFound): void => {
    try {
      record = foldLedgerEvent(record, event);
    } catch (error) {
      if (!isLedgerError(error)) throw error;
      find({ code: 'checkpoint', message: error.message, event: found });
      return;
    }
    const told = toLedgerEvent(event);
    if (told.type !== 'CheckpointSigned') return;
    if (!roots.has(told.size)) {
      if (ledger.unreadable !== undefined) return;
      const message = `${upper(nameOf(found))} is not in its stream, read by itself: it was removed from it, or its index is damaged.`;
      find({ code: 'removed', message, event: found });
    } else if (roots.get(told.size)?.toString('hex') === told.root) {
      checkpoints += 1;
      covered = told.size;
    } else {
      const signed = `the checkpoint of ${count(told.size)} that was signed in it on ${event.recordedAt}`;
      find({ code: 'checkpoint', message: unfit(signed, covered, told.size), event: found });
    }
  };

  const readOne = (event: RecordedEvent): void => {
    const found = foundIn(event, tree.size);
    const leaf = leafOf(event);
    for (const finding of streams.findIn(event, found)) find(finding);
    for (const finding of check?.findIn(event, found) ?? []) find(finding);
    tree.append(leaf);
    if (compared?.partedAt === undefined) now = [];
    else if (now.length < LOOK_AHEAD) now.push({ hash: leaf, event: found });
    if (roots.has(tree.size)) roots.set(tree.size, tree.root());
    if (tree.size % PROGRESS_EVERY === 0) onProgress(tree.size);
    if (!isLedgerStream(event.stream)) {
      ours = 0;
      return;
    }
    ours += 1;
    readLedgerEvent(event, found);
  };
  /** Takes over what a reader says of a range. False, and nothing is taken over, where it has to be read here. */
  const takeRange = ({ range, sound }: CheckedRange<Noted>): boolean => {
    if (sound === undefined || kept === undefined || !streams.areContinuedBy(sound.streams)) return false;
    if (check?.take(sound.noted) === false) return false;
    streams.take(sound.streams);
    const begun = tree.size;
    const end = begun + eventsOf(range);
    // What was kept of these was compared just now; of what is full with the last one, not yet.
    for (const size of roots.keys()) if (size > begun && size < end) roots.set(size, rootKept(kept, size));
    for (const { at, event } of sound.ledger) readLedgerEvent(event, foundIn(event, begun + at));
    tree.append(Buffer.from(sound.hash), range.level);
    if (roots.has(end)) roots.set(end, tree.root());
    ours = trailing(sound.ledger, eventsOf(range)) + (sound.ledger.length === eventsOf(range) ? ours : 0);
    onProgress(tree.size);
    return true;
  };
  let at = begin?.after ?? START;
  /** Reads event by event, up to a position or to the end. */
  const readTo = async (upTo?: Position): Promise<void> => {
    for await (const event of log.readAll({ after: at })) {
      if (event.position > (upTo ?? event.position) || event.position > (last ?? event.position)) return;
      readOne(event);
      at = event.position;
    }
  };

  let [isUnreadable, isShared] = [false, false];
  try {
    if (readers !== undefined && kept !== undefined) {
      for await (const checked of readRanges(readers, rangesOf(kept, tree.size, at, readers.level))) {
        const { range } = checked;
        if (at !== range.after) await readTo(range.after);
        const isBegin = tree.size === range.first && at === range.after && range.upTo <= (last ?? range.upTo);
        // What was kept says nothing of what comes after something else.
        if (!isBegin || compared?.isAsKept !== true) break;
        isShared = true;
        if (takeRange(checked)) at = range.upTo;
        else {
          const found = findings.length;
          await readTo(range.upTo);
          // Who does not vouch for a range in which nothing is wrong has ended.
          if (findings.length === found) break;
        }
      }
    }
    await readTo();
  } catch (error) {
    if (!isEventStoreError(error) || error.code === 'unavailable') throw error;
    isUnreadable = true;
    const message = `The log cannot be read beyond event ${String(tree.size)}. ${error.message}`;
    find({ code: 'unreadable', message });
  }
  onProgress(tree.size);

  const isCutOff = kept !== undefined && kept.size > tree.size && !isUnreadable;
  const partedAt = compared?.partedAt ?? (isCutOff ? tree.size : undefined);
  if (kept !== undefined && partedAt !== undefined) {
    findings.unshift(whatWasDone(kept, partedAt, now, now.length < LOOK_AHEAD));
  }
  if (ledger.unreadable !== undefined && !isUnreadable) {
    const message = `The stream ${LEDGER_STREAM} cannot be read by itself, or not always. ${ledger.unreadable}`;
    find({ code: 'unreadable', message });
  }
  // A file has no streams but those that it is read for.
  if (last !== undefined) {
    for (const finding of await compareStreamsBy(isShared ? readers : undefined, log, streams.lastRevisions())) {
      find(finding);
    }
  }
  const keys = key === undefined ? (record?.keys ?? []) : confirmedKeys(key, record?.rotations ?? []);
  for (const one of given) for (const finding of againstKept(one, keys, tree.size, roots)) find(finding);
  if (key !== undefined && !isSignedWith(record?.checkpoint?.note, keys)) find(notSignedWith(key));
  return {
    isIntact: findings.length === 0,
    findings,
    remarks: remarksOn(record, covered, tree.size - ours),
    events: tree.size,
    root: tree.root().toString('hex'),
    ...(record === undefined ? {} : { origin: record.origin }),
    checkpoints,
    covered,
  };
}

/** So many of the last events of a range are the ledger's own. */
function trailing(ledger: SoundRange<unknown>['ledger'], events: number): number {
  let count = 0;
  while (ledger.at(-1 - count)?.at === events - 1 - count) count += 1;
  return count;
}

const isSignedWith = (note: string | undefined, keys: readonly Verifier[]): boolean => {
  const parsed = note === undefined ? undefined : readNote(note);
  return parsed !== undefined && keys.some((each) => isSignedBy(parsed, each));
};

const notSignedWith = (key: Verifier): Finding => ({
  code: 'checkpoint',
  isOfGiven: true,
  message: `The last checkpoint of this log is not signed with the key given, ${writeVerifier(key)}, nor with one that it has confirmed: it is another log, or was made anew.`,
});

const count = (events: number): string => (events === 1 ? '1 event' : `${String(events)} events`);

const unfit = (checkpoint: string, fits: number, size: number): string =>
  `The log is not the one of ${checkpoint}: one of its events ${String(fits + 1)} to ${String(size)} was altered, removed, moved or added since.`;

/** The root over the first leaves that were kept; undefined where there is none, or the files of the tree do not have it any more. */
function rootKept({ subtree }: KeptLeaves, size: number): Buffer | undefined {
  // A checkpoint that was tampered with may say anything.
  if (!Number.isSafeInteger(size) || size < 0) return undefined;
  try {
    return rootOf(subtree, size);
  } catch (error) {
    if (isLedgerError(error)) return undefined;
    throw error;
  }
}

/**
 * Where to go on; `altered` where the tree that was kept is not the one that was verified; undefined where it does not say at
 * which event of the log.
 */
async function beginAfter(log: Pick<EventStore, 'readAll'>, kept: KeptLeaves, { size, root }: VerifiedUpTo) {
  if (kept.size < size || rootKept(kept, size)?.toString('hex') !== root) return 'altered' as const;
  try {
    if (size > 0 && !(await findLastLeaf(log, kept, size)).isInLog) return undefined;
  } catch (error) {
    if (isLedgerError(error)) return undefined;
    if (!isEventStoreError(error) || error.code === 'unavailable') throw error;
    return undefined;
  }
  const after = size === 0 ? START : (kept.positionOf(size - 1) as Position);
  return { size, after, edge: (level: number) => kept.subtree(level, Math.floor(size / 2 ** level) - 1) };
}

const treeAltered = ({ size }: VerifiedUpTo): Finding => ({
  code: 'ledger',
  message: `The tree of the ledger is not the one whose first ${count(size)} were verified before: its files were altered or replaced.`,
});

/**
 * What the ledger has recorded of itself up to a position, and the sizes of all its checkpoints. `unreadable`: these are not all of
 * them, for this reason.
 */
async function readLedger(
  log: Pick<EventStore, 'readStream'>,
  upTo: Position,
  find: (finding: Finding) => void,
): Promise<{
  readonly sizes: readonly number[];
  readonly record?: LedgerRecord | undefined;
  readonly unreadable?: string;
}> {
  const sizes: number[] = [];
  let record: LedgerRecord | undefined;
  let isEnd = false;
  try {
    for await (const event of log.readStream(LEDGER_STREAM)) {
      isEnd ||= event.position > upTo;
      try {
        if (!isEnd) record = foldLedgerEvent(record, event);
      } catch (error) {
        if (!isLedgerError(error)) throw error;
        find({ code: 'checkpoint', message: error.message });
        isEnd = true;
      }
      const size = (event.data as EventData | null)?.['size'];
      if (typeof size === 'number') sizes.push(size);
    }
  } catch (error) {
    // Said with its place when the whole log is read, unless that can be: SQLite looks closely at a page only when it is new to it.
    if (!isEventStoreError(error) || error.code === 'unavailable') throw error;
    return { sizes, unreadable: error.message };
  }
  return { sizes, record };
}

function againstKept(
  { name, note, checkpoint }: KeptCheckpoint & { readonly checkpoint: Checkpoint },
  keys: readonly Verifier[],
  size: number,
  roots: ReadonlyMap<number, Buffer | undefined>,
): readonly Finding[] {
  if (keys.length === 0) {
    const message = `${name} cannot be checked: this log names no key that it signs with. Give the key as well.`;
    return [{ code: 'checkpoint', isOfGiven: true, message }];
  }
  try {
    openCheckpoint(note, keys);
  } catch (error) {
    if (!isLedgerError(error)) throw error;
    return [{ code: 'checkpoint', isOfGiven: true, message: `${name}: ${error.message}` }];
  }
  if (checkpoint.size > size) {
    const message = `History shrank: ${name} is of ${count(checkpoint.size)}, and this log has ${String(size)}.`;
    return [{ code: 'shrunk', message }];
  }
  if (roots.get(checkpoint.size)?.equals(checkpoint.root) === true) return [];
  return [{ code: 'checkpoint', message: unfit(name, 0, checkpoint.size) }];
}

function remarksOn(record: LedgerRecord | undefined, covered: number, size: number): readonly string[] {
  if (record === undefined) return ['No ledger was begun in this log: nothing in it is signed.'];
  const unconfirmed = record.unconfirmed.map(
    ({ id }) => `The key ${id.toString('hex')} came when the one before was lost: no earlier key confirms it.`,
  );
  if (covered >= size) return unconfirmed;
  return [...unconfirmed, `No signed checkpoint covers the last ${count(size - covered)} yet.`];
}
