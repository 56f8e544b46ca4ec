import { isCaughtUp } from '../port';
import { createCommitSignal } from './commit-signal';
import type { Row } from './log-reader';
import type { Course } from './pages';
import { subscription } from './subscription';

const row = (position: number): Row => [position, '0'.repeat(32), position, 'NoteTaken', 0, '{}', '{}', 'film-1'];

describe('a subscription', () => {
  it('finds what was committed between its look at the log and its wait, though nobody told it', async () => {
    const log = [row(1)];
    let version = 1;
    let looks = 0;
    let empty = 0;
    const course: Course = {
      direction: 'forwards',
      numberOf: ([position]) => position,
      rows: (from, count) => {
        const rows = log.filter(([position]) => position >= from).slice(0, count);
        looks += 1;
        if (rows.length === 0) empty += 1;
        // After the first look that finds nothing it says so, after the second it waits.
        if (rows.length === 0 && empty % 2 === 0 && log.length < 4) {
          log.push(row(log.length + 1));
          version += 1;
        }
        return rows;
      },
    };
    const stop = new AbortController();
    const positions: number[] = [];
    for await (const item of subscription(
      course,
      () => 0,
      createCommitSignal(() => version),
      stop.signal,
    )) {
      if (!isCaughtUp(item)) positions.push(Number(item.position));
      if (positions.length === 4) stop.abort();
    }
    expect(positions).toStrictEqual([1, 2, 3, 4]);
    expect(looks).toBeLessThan(16);
  });
});
