import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Result } from '../../bench/report/result';
import { ROWS } from '../../bench/rows';
import { wasRun } from '../../bench/row';

const PROGRAM = join(__dirname, '../../dist/bench/main.js');
const LONGEST_MS = 300_000;
const run = promisify(execFile);

/** As `npm run bench` runs it, which builds it first, as `npm test` does. */
const bench = (...args: readonly string[]) => run(process.execPath, [PROGRAM, ...args], { timeout: LONGEST_MS });

describe('the benchmark', () => {
  it(
    'measures every row, at a size at which the figures mean nothing',
    async () => {
      const { stdout } = await bench('--scale', '0.0005', '--rounds', '1', '--json');
      const { rows, machine } = JSON.parse(stdout) as Result;
      expect(rows.map(({ name }) => name)).toStrictEqual(ROWS.map(({ name }) => name));
      expect(machine.sqlite).toMatch(/^3\./);
      for (const outcome of rows.flatMap(({ outcomes }) => outcomes)) {
        if (!wasRun(outcome)) {
          expect(outcome.failed).toBeUndefined();
          expect(outcome.notRun).toMatch(/^(there is no|Emmett is not installed)/);
          continue;
        }
        expect(outcome.value).toBeGreaterThanOrEqual(0);
        if (outcome.reference !== undefined) expect(outcome.ratio).toBeGreaterThan(0);
      }
    },
    LONGEST_MS,
  );

  it('prints a table of one row, and names the rows when there is none of that name', async () => {
    const { stdout } = await bench('append-1', '--scale', '0.001', '--rounds', '1');
    expect(stdout).toMatch(/append-1 .*through the port, SQLite .*appends\/s .*fdatasync\).* × .*≥ 0.8 ×/);
    expect(stdout).toMatch(/Node\.js 24.* SQLite 3/);
    await expect(bench('append-2')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is no row append-2. The rows are: append-1, append-64') as string,
    });
  });
});
