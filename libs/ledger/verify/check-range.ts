import type { EventStore, Position, RecordedEvent, RecordedText } from '#event-store';
import { leafOf, leafOfText } from '../leaf';
import { isLedgerStream } from '../record';
import { growTree } from '../tree';
import type { KeptLeaves } from './compare-leaves';
import type { EventNotes } from './event-check';
import type { StreamPart } from './streams-in-order';
import { streamParts } from './streams-in-order';

/** A part of a log whose events are the leaves of one full subtree. */
export interface LogRange {
  /** Its first leaf, counted from 0. */
  readonly first: number;
  /** It has two to this power of events. */
  readonly level: number;
  /** The event before its first one, as the tree says, or where reading begins. */
  readonly after: Position;
  /** Its last event, as the tree says. */
  readonly upTo: Position;
}

/** What is to be known of a range in which nothing is wrong. It can be sent to a thread. */
export interface SoundRange<Noted> {
  /** The hash of its subtree, which the tree has too, and under it hash by hash the same. */
  readonly hash: Uint8Array;
  readonly streams: readonly StreamPart[];
  /** The ledger's own events, each with its number within the range, counted from 0. */
  readonly ledger: readonly { readonly at: number; readonly event: RecordedEvent }[];
  readonly noted: Noted;
}

export const eventsOf = ({ level }: Pick<LogRange, 'level'>): number => 2 ** level;

type Log = Pick<EventStore, 'readAll' | 'readAllText'>;

/** Undefined: its text is not JSON. */
function parsed(text: RecordedText): RecordedEvent | undefined {
  try {
    return {
      ...text,
      data: JSON.parse(text.data) as RecordedEvent['data'],
      metadata: JSON.parse(text.metadata) as RecordedEvent['metadata'],
    };
  } catch {
    return undefined;
  }
}

/** An event and its leaf, which is the one that was kept. */
type Leaf = readonly [event: RecordedEvent, hash: Buffer];

/**
 * The events of a range, several at once, with their leaves; undefined in the place of one that is not what was recorded. A text
 * whose hash is the leaf that was kept is what was recorded, and in canonical form. Others are brought into it, such as those that
 * an earlier version has stored.
 */
async function* leavesOf(
  log: Log,
  kept: Pick<KeptLeaves, 'subtree'>,
  range: LogRange,
): AsyncGenerator<readonly (Leaf | undefined)[], void> {
  let index = range.first;
  const leafIfKept = (event: RecordedEvent | undefined, text?: RecordedText): Leaf | undefined => {
    if (event === undefined) return undefined;
    const expected = kept.subtree(0, index);
    index += 1;
    if (text !== undefined && leafOfText(text).equals(expected)) return [event, expected];
    return leafOf(event).equals(expected) ? [event, expected] : undefined;
  };
  const part = { after: range.after, limit: eventsOf(range) };
  if (log.readAllText === undefined) {
    for await (const event of log.readAll(part)) yield [leafIfKept(event)];
    return;
  }
  for await (const texts of log.readAllText({ ...part, isUnchecked: true })) {
    yield texts.map((text) => leafIfKept(parsed(text), text));
  }
}

/**
 * Reads a range of a log and computes all of it again. Undefined: something in it is not what was recorded, or is wrong, as far as
 * it can be told from this range alone.
 * @throws EventStoreError where the store cannot read it; LedgerError `damaged` where the tree has not all of it.
 */
export async function checkRange<Noted>(
  log: Log,
  kept: Pick<KeptLeaves, 'subtree'>,
  range: LogRange,
  notes: EventNotes<Noted>,
): Promise<SoundRange<Noted> | undefined> {
  const streams = streamParts();
  const ledger: { readonly at: number; readonly event: RecordedEvent }[] = [];
  let isSound = true;
  const tree = growTree(undefined, (level, hash) => {
    // Leaves were compared already.
    isSound &&= level === 0 || kept.subtree(level, Math.floor((range.first + tree.size) / 2 ** level)).equals(hash);
  });
  let last: Position | undefined;
  for await (const leaves of leavesOf(log, kept, range)) {
    for (const leaf of leaves) {
      if (leaf === undefined) return undefined;
      const [event, hash] = leaf;
      tree.append(hash);
      isSound &&= streams.add(event) && notes.add(event);
      if (!isSound) return undefined;
      if (isLedgerStream(event.stream)) ledger.push({ at: tree.size - 1, event });
      last = event.position;
    }
  }
  // It ends with the event that the tree has there, or the tree cannot say what comes after it.
  if (tree.size !== eventsOf(range) || last !== range.upTo) return undefined;
  return { hash: tree.root(), streams: streams.parts(), ledger, noted: notes.noted() };
}
