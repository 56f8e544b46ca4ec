import { calendarOf, systemClock } from './clock';

const { now, until } = systemClock('UTC');
const FOREVER = new AbortController().signal;
const soon = (ms: number): string => new Date(Date.now() + ms).toISOString();

it('wakes at a moment, never before', async () => {
  const moment = soon(30);
  await until(moment, FOREVER);
  expect(now() >= moment).toBe(true);
  await until('2024-01-01T00:00:00.000Z', FOREVER);
});

it('sleeps through what is further away than a timer can count', async () => {
  const end = new AbortController();
  let woke = false;
  const far = until(soon(2 ** 31 * 3), end.signal).then(() => {
    woke = true;
  });
  await until(soon(30), FOREVER);
  expect(woke).toBe(false);
  end.abort();
  await far;
});

it('tells the day of a time zone', () => {
  expect(calendarOf('America/Toronto')('2024-09-08T01:00:00.000Z')).toBe('2024-09-07');
});
