import type { Position } from '#event-store';
import type { LogRange, SoundRange } from './check-range';
import { eventsOf } from './check-range';
import type { KeptLeaves } from './compare-leaves';
import type { Finding } from './verdict';

/** Others who read a log: threads. */
export interface Readers<Noted> {
  /** So many can be asked at once. */
  readonly count: number;
  /** A range has two to this power of events. Of a log of few of them nothing is asked: it would be read before they had begun. */
  readonly level: number;
  /** Has a range of the log checked; undefined: something in it is wrong, or cannot be read. */
  readonly check: (range: LogRange) => Promise<SoundRange<Noted> | undefined>;
  /** Has streams, by their last revisions, looked at one by one, as `compareStreams`; undefined: it was not done. */
  readonly compareStreams: (streams: ReadonlyMap<string, bigint>) => Promise<readonly Finding[] | undefined>;
}

/** A reader that ended has read nothing: undefined. That is no reason to end. */
export async function askReader<T>(ask: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await ask();
  } catch {
    return undefined;
  }
}

/** A range, and what its reader says of it. */
export interface CheckedRange<Noted> {
  readonly range: LogRange;
  /** Undefined: whoever asked has to read it. */
  readonly sound: SoundRange<Noted> | undefined;
}

/** With fewer ranges, nothing is shared. */
const FEW = 5;

/** Undefined where its files do not say it, whatever was done to them. */
function positionIn(leaves: KeptLeaves, index: number): Position | undefined {
  try {
    return leaves.positionOf(index) as Position;
  } catch {
    return undefined;
  }
}

/**
 * Ranges that lie side by side, from the first one that begins at a leaf or after it. What the tree says of positions only parts
 * the log: where they do not follow each other, or are not there, it has been altered, and there are no more ranges.
 */
export function* rangesOf(leaves: KeptLeaves, from: number, begin: Position, level: number): Generator<LogRange, void> {
  const count = eventsOf({ level });
  if (leaves.size - from < FEW * count) return;
  let first = Math.ceil(from / count) * count;
  let after = first === from ? begin : positionIn(leaves, first - 1);
  for (; first + count <= leaves.size; first += count) {
    const upTo = positionIn(leaves, first + count - 1);
    if (after === undefined || upTo === undefined || upTo <= after) return;
    yield { first, level, after, upTo };
    after = upTo;
  }
}

/** What the readers say of ranges, in order, while they read the next ones. */
export async function* readRanges<Noted>(
  { check, count }: Readers<Noted>,
  ranges: Iterator<LogRange, void>,
): AsyncGenerator<CheckedRange<Noted>> {
  const asked: { readonly range: LogRange; readonly answer: ReturnType<typeof check> }[] = [];
  const askOne = (): void => {
    const range = ranges.next();
    if (range.done !== true) asked.push({ range: range.value, answer: askReader(() => check(range.value)) });
  };
  // While one is done, the next one lies ready.
  for (let index = 0; index < 2 * count; index += 1) askOne();
  for (let first = asked.shift(); first !== undefined; first = asked.shift()) {
    const sound = await first.answer;
    askOne();
    yield { range: first.range, sound };
  }
}
