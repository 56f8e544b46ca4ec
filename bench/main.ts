import 'reflect-metadata';
import process from 'node:process';
import { Command } from 'commander';
import { isEventStoreError } from '#event-store';
import { CannotRun } from './cannot-run';
import { loadCommand } from './load/load-command';
import { scaleOf, wholeNumber } from './numbers';
import { createSaying } from './report/say';
import { saveResult } from './report/save';
import { tableOf } from './report/table';
import type { Row } from './row';
import { ROWS } from './rows';
import { runRows } from './run-rows';

interface BenchOptions {
  readonly scale: number;
  readonly rounds: number;
  readonly save?: true;
  readonly json?: true;
  readonly slate?: string;
}

const NAMES = ROWS.map(({ name }) => name).join(', ');

/** The rows of these names; `append` is every row whose name begins so. */
function rowsNamed(names: readonly string[]): readonly Row[] {
  if (names.length === 0) return ROWS;
  const isNamed = ({ name }: Row, asked: string): boolean => name === asked || name.startsWith(`${asked}-`);
  const unknown = names.find((asked) => !ROWS.some((row) => isNamed(row, asked)));
  if (unknown !== undefined) throw new CannotRun(`There is no row ${unknown}. The rows are: ${NAMES}.`);
  return ROWS.filter((row) => names.some((asked) => isNamed(row, asked)));
}

async function bench(names: readonly string[], { scale, rounds, save, json, slate }: BenchOptions): Promise<void> {
  const { say, told, done } = createSaying();
  const rows = rowsNamed(names);
  const result = await runRows(rows, { scale, rounds, say, told, ...(slate === undefined ? {} : { slate }) });
  done();
  process.stdout.write(json ? `${JSON.stringify(result, undefined, 2)}\n` : `${tableOf(result)}\n`);
  if (result.rows.some(({ outcomes }) => outcomes.some((outcome) => 'failed' in outcome))) process.exitCode = 1;
  if (save) for (const path of saveResult(result)) process.stderr.write(`kept: ${path}\n`);
}

const program = new Command('bench')
  .description('Measures Ovation, each figure beside a reference measured in the same run.')
  .argument('[names...]', `rows to measure; default: all of ${NAMES}`)
  .option('--scale <part>', 'part of the full size, such as 0.1', scaleOf, 1)
  .option('--rounds <count>', 'how often reference and subject are measured, in turn', wholeNumber, 5)
  .option('--slate <folder>', 'use a slate that `load` made there instead of making one')
  .option('--save', 'keep the result under bench/results')
  .option('--json', 'print the result as JSON')
  .action(bench);
loadCommand(program);

// Ends what was started and removes what was made, see `endWithUs` and `runRows`.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

program.parseAsync().catch((error: unknown) => {
  const isTold = error instanceof CannotRun || isEventStoreError(error);
  process.stderr.write(`${isTold ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  process.exitCode = 1;
});
