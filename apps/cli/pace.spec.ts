import { byKey, bySpeed, readSpeed } from './pace';

const MOMENTS = ['2024-09-07T10:00:00.000Z', '2024-09-07T10:01:40.000Z', '2024-09-07T10:01:40.000Z'];

const waits = async (speed: string): Promise<readonly number[]> => {
  const waited: number[] = [];
  const pace = bySpeed(readSpeed(speed), (ms) => Promise.resolve(waited.push(ms)));
  for (const moment of MOMENTS) expect(await pace.next(moment)).toBe(true);
  return waited;
};

it('goes so many times as fast as it was recorded, or so many steps each second', async () => {
  expect(await waits('100x')).toEqual([1_000, 0]);
  expect(await waits('4')).toEqual([250, 250]);
  expect(await waits('0.5/s')).toEqual([2_000, 2_000]);
});

it.each(['', 'x', '0', '-1', 'fast', '1e3', '5 x'])('refuses a speed that is none: "%s"', (text) => {
  expect(() => readSpeed(text)).toThrow(/five steps each second/);
});

it('shows the first step at once, and one more for each key, until its reader has seen enough', async () => {
  const keys = ['\r', ' ', 'q'];
  const pace = byKey(() => Promise.resolve(keys.shift() ?? ''));
  const shown: boolean[] = [];
  for (const moment of [...MOMENTS, MOMENTS[0] ?? '']) shown.push(await pace.next(moment));
  expect(shown).toEqual([true, true, true, false]);
});
