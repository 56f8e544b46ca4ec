import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import type { CaughtUp, RecordedEvent, SubscribeOptions } from '../port';
import type { CommitSignal } from './commit-signal';
import { toEvent } from './log-reader';
import { readPages, type Course } from './pages';
import { toPosition } from './positions';

/**
 * The events after the number that `begin` answers (or refuses to) when reading begins, then those to come. The version
 * of the log is taken before the log is read: what is committed while the reader is busy elsewhere is found by the next
 * page, never waited for.
 */
export async function* subscription(
  log: Course,
  begin: () => number,
  commits: CommitSignal,
  signal: SubscribeOptions['signal'],
): AsyncGenerator<RecordedEvent | CaughtUp, void> {
  let position = begin();
  const pages = readPages(log, position + 1);
  const isOver = (): boolean => signal.aborted;
  let isBehind = true;
  while (!isOver()) {
    const seen = commits.version();
    const page = pages.next();
    for (const row of page) {
      position = row[0];
      isBehind = true;
      yield toEvent(row);
      if (isOver()) return;
    }
    if (!pages.isAtEnd) {
      await turnOfTheLoop();
    } else if (isBehind && page.length === 0) {
      isBehind = false;
      yield { caughtUp: true, position: toPosition(position) };
    } else if (page.length === 0) {
      await commits.changed(seen, signal);
    }
  }
}
