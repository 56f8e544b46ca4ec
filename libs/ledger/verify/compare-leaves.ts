import type { FullSubtree } from '../tree';
import type { EventFound, Finding } from './verdict';
import { nameOf, upper } from './verdict';

/** What the ledger has kept of a log: its leaves. */
export interface KeptLeaves {
  readonly size: number;
  readonly subtree: FullSubtree;
  /** The position of the event of a leaf. */
  positionOf(index: number): string;
}

/** An event of the log and the hash that it has now. */
export interface LeafNow {
  readonly hash: Buffer;
  readonly event: EventFound;
}

/** So many events after the first one that differs are looked at to tell what was done. */
export const LOOK_AHEAD = 10_000;

const events = (count: number): string => (count === 1 ? 'one event' : `${String(count)} events`);

/**
 * Says what was done to a log, from the leaves that were kept and those that it has now.
 * @param from The first leaf that is not the same.
 * @param now The event of that leaf and those after it, as far as they were read; empty where the log ends before it.
 * @param isEnd The log has no more events than these.
 */
export function whatWasDone(kept: KeptLeaves, from: number, now: readonly LeafNow[], isEnd: boolean): Finding {
  const [first] = now;
  if (first === undefined) {
    const gone = kept.size - from;
    return {
      code: 'shrunk',
      message: `The end of the log is gone: the ledger has followed ${events(kept.size)}, the log has ${String(from)}. ${upper(events(gone))} after the last one cannot be read any more.`,
    };
  }
  const before = new Map<string, number>();
  for (let index = from; index < Math.min(kept.size, from + LOOK_AHEAD); index += 1) {
    before.set(kept.subtree(0, index).toString('hex'), index);
  }
  const expected = kept.subtree(0, from).toString('hex');
  const wasAt = before.get(first.hash.toString('hex'));
  const isAt = now.findIndex(({ hash }) => hash.toString('hex') === expected);
  const name = nameOf(first.event);
  if (wasAt !== undefined && isAt > 0) {
    const message = `${upper(name)} was moved: it was event ${String(wasAt + 1)}, and the one that was here is now event ${String(from + isAt + 1)}.`;
    return { code: 'moved', message, event: first.event };
  }
  if (wasAt !== undefined) {
    const gone = wasAt - from;
    const message = `${upper(events(gone))} before ${name} ${gone === 1 ? 'was' : 'were'} removed.`;
    return { code: 'removed', message, event: first.event };
  }
  if (isAt > 0) {
    const message =
      isAt === 1
        ? `${upper(name)} was inserted: it was never recorded.`
        : `${upper(events(isAt))} were inserted, which were never recorded: the first is ${name}.`;
    return { code: 'inserted', message, event: first.event };
  }
  const goesOn = now.length > 1 && before.has((now[1] as LeafNow).hash.toString('hex'));
  const rest = goesOn ? ' What follows is as it was.' : isEnd ? '' : ' What follows differs as well.';
  return {
    code: 'altered',
    message: `${upper(name)} is not what was recorded: something of it was altered, or it was put in the place of another.${rest}`,
    event: first.event,
  };
}
