import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningEmmett } from './measuring/emmett';
import { startEmmett } from './measuring/emmett';
import { thisMachine } from './report/machine';
import type { Measured, Result } from './report/result';
import { lineOf } from './report/in-words';
import type { Bench, Outcome, Row } from './row';
import { createSlates } from './slates';

export interface RunOptions {
  /** Of the full size: 0.1 measures a tenth of everything. */
  readonly scale: number;
  readonly rounds: number;
  readonly say: (doing: string) => void;
  /** Says what came out, as soon as it has. */
  readonly told: (words: string) => void;
  /** A data folder that `load` made, to be used as the big slate. */
  readonly slate?: string;
}

/** One that goes wrong does not take those with it that took an hour. */
const failure = (title: string, error: unknown): readonly Outcome[] => [
  { of: title, notRun: error instanceof Error ? (error.stack ?? error.message) : String(error), failed: true },
];

const inOneLine = (outcome: Outcome): string => {
  const { measured, value, ratio, reach, reached, note } = lineOf(outcome);
  return [measured, value, ratio, reach, reached, note].filter((part) => part !== '').join(' · ');
};

/** Measures the rows one after the other, in temporary folders that are gone at the end. */
export async function runRows(rows: readonly Row[], { scale, rounds, say, told, slate }: RunOptions): Promise<Result> {
  const root = mkdtempSync(join(tmpdir(), 'ovation-bench-'));
  // PostgreSQL, which never runs as root, must get through to its own folder.
  chmodSync(root, 0o711);
  const remove = (): void => {
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', remove);
  let emmett: Promise<RunningEmmett | string> | undefined;
  try {
    const begun = { name: '', at: performance.now() };
    const making = {
      sized: (full: number, least: number) => Math.max(least, Math.round(full * scale)),
      folder: (name: string) => mkdtempSync(join(root, `${name}-`)),
      say: (doing: string) => {
        say(`${begun.name}: ${doing}`);
      },
      ...(slate === undefined ? {} : { given: slate }),
    };
    const bench: Bench = {
      ...making,
      rounds,
      slates: createSlates(making),
      emmett: () => (emmett ??= startEmmett(making.folder('emmett'))),
    };
    const measured: Measured[] = [];
    for (const { name, title, run } of rows) {
      Object.assign(begun, { name, at: performance.now() });
      bench.say('begins');
      const outcomes = await run(bench).catch((error: unknown) => failure(title, error));
      for (const outcome of outcomes) told(`${name}: ${inOneLine(outcome)}`);
      measured.push({ name, title, outcomes, seconds: Math.round((performance.now() - begun.at) / 100) / 10 });
    }
    return { at: new Date().toISOString(), machine: thisMachine(), scale, rounds, rows: measured };
  } finally {
    const started = await emmett;
    if (typeof started === 'object') await started.stop();
    process.removeListener('exit', remove);
    remove();
  }
}
