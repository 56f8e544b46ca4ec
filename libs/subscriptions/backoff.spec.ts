import fc from 'fast-check';
import { backoff, pause } from './backoff';

const limits = { backoffMinMs: 100, backoffMaxMs: 30_000 };

it('doubles with each failure in a row, up to its bound', () => {
  const longest = [1, 2, 3, 8, 9, 10, 1_100].map((failures) => backoff(failures, limits, () => 1));
  expect(longest).toStrictEqual([100, 200, 400, 12_800, 25_600, 30_000, 30_000]);
});

it('takes up to half of it off, at random', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, chance) => {
      const whole = backoff(failures, limits, () => 1);
      const waited = backoff(failures, limits, () => chance);
      expect(waited).toBeGreaterThanOrEqual(whole / 2);
      expect(waited).toBeLessThanOrEqual(whole);
    }),
  );
});

it('waits no longer than until it is aborted', async () => {
  const end = new AbortController();
  const waiting = pause(2 ** 30, end.signal);
  end.abort();
  await waiting;
  await pause(2 ** 30, end.signal);
});
