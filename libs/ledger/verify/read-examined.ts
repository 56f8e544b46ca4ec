import type { EventStore, Position } from '#event-store';
import { HASH_BYTES } from '../tree';
import type { KeptLeaves } from './compare-leaves';
import type { EventCheck, Examined, ExaminedRange, LogRange } from './examine';
import { examine } from './examine';

/** Others who read a log: threads. */
export interface Readers<Note> {
  /** So many can be asked at once. */
  readonly count: number;
  /** So many events are asked of one at once. Of a log of few such ranges nothing is asked: it would be read before they had begun. */
  readonly range: number;
  /** Has a range of the log examined; undefined: something in it cannot be read. */
  readonly examine: (range: LogRange) => Promise<ExaminedRange<Note> | undefined>;
}

/** Who shares the work, and by what the log is parted: the leaves from one on. */
interface Shared<Note> {
  readonly readers: Readers<Note>;
  readonly leaves: KeptLeaves;
  readonly from: number;
}

export interface ReadExamined<Note> {
  readonly log: Pick<EventStore, 'readAll'>;
  readonly after: Position;
  readonly note: EventCheck<Note>['note'];
  /** Absent: all is done here. */
  readonly shared?: Shared<Note>;
}

/** With fewer ranges, nothing is shared. */
const FEW = 5;

/**
 * Ranges that lie side by side, from a position on. What the tree says of positions only parts the log: where they do not
 * follow each other, or are not there, it has been altered, and there are no more ranges.
 */
function* rangesOf({ leaves, from, readers: { range } }: Shared<unknown>, begin: Position): Generator<LogRange, void> {
  if (leaves.size - from < FEW * range) return;
  let after = begin;
  for (let index = from + range; index <= leaves.size; index += range) {
    const upTo = positionIn(leaves, index - 1);
    if (upTo === undefined || upTo <= after) return;
    yield { after, upTo, count: range };
    after = upTo;
  }
}

/** Undefined where its files do not say it, whatever was done to them. */
function positionIn(leaves: KeptLeaves, index: number): Position | undefined {
  try {
    return leaves.positionOf(index) as Position;
  } catch {
    return undefined;
  }
}

/** What the readers make of the ranges, in order, while they do the next ones; ends where something cannot be read or is gone. */
async function* readRanges<Note>({ examine: ask, count }: Readers<Note>, ranges: Iterator<LogRange, void>) {
  const asked: { readonly upTo: Position; readonly answer: ReturnType<typeof ask> }[] = [];
  const tryAsk: typeof ask = async (range) => {
    try {
      return await ask(range);
    } catch {
      // A reader that ended has read nothing; that is no reason to end.
      return undefined;
    }
  };
  const askOne = (): void => {
    const range = ranges.next();
    if (range.done !== true) asked.push({ upTo: range.value.upTo, answer: tryAsk(range.value) });
  };
  // While one is done, the next one lies ready.
  for (let index = 0; index < 2 * count; index += 1) askOne();
  for (let first = asked.shift(); first !== undefined; first = asked.shift()) {
    const examined = await first.answer;
    // It ends with the event that the tree has there, or the tree cannot say what comes after it.
    if (examined?.events.at(-1)?.event.position !== first.upTo) return;
    askOne();
    yield { ...examined, upTo: first.upTo };
  }
}

/**
 * Every event of a log after a position, in its order, some at once, with what was computed of it.
 * @throws EventStoreError `corrupt` where one cannot be read, after all that come before it.
 */
export async function* readExamined<Note>(reading: ReadExamined<Note>): AsyncGenerator<readonly Examined<Note>[]> {
  const { log, note, shared } = reading;
  let { after } = reading;
  if (shared !== undefined) {
    for await (const { events, leaves, upTo } of readRanges(shared.readers, rangesOf(shared, after))) {
      const leafAt = (index: number): Buffer => Buffer.from(leaves.buffer, index * HASH_BYTES, HASH_BYTES);
      yield events.map((event, index) => ({ ...event, leaf: leafAt(index) }));
      after = upTo;
    }
  }
  // What is left: all of it, the end, or from a range on of which something cannot be read, up to the place.
  for await (const event of log.readAll({ after })) yield [examine(event, note)];
}
