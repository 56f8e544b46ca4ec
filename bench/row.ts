import type { RunningEmmett } from './measuring/emmett';
import type { Slates } from './slates';

/** What a figure is to come to; of the ratio where there is a reference, else of the value itself. */
export type Reach = { readonly atLeast: number } | { readonly atMost: number };

/** Something that was measured, and what it was measured against in the same run. */
export interface Figure {
  /** What it is of: `1 writer`. */
  readonly of: string;
  readonly value: number;
  /** `appends/s`, `ms` … */
  readonly unit: string;
  /** Measured in the same rounds, in the same unit. */
  readonly reference?: { readonly of: string; readonly value: number };
  /** To the reference: the median of the ratios of the rounds. */
  readonly ratio?: number;
  readonly reach?: Reach;
  /** What has to be known to read it. */
  readonly note?: string;
}

/** Something that could not be measured, and why not. */
export interface NotRun {
  readonly of: string;
  readonly notRun: string;
  /** True when it was begun and went wrong. */
  readonly failed?: true;
}

export type Outcome = Figure | NotRun;

export const wasRun = (outcome: Outcome): outcome is Figure => !('notRun' in outcome);

/** Whether a figure comes to what it is to come to; undefined when nothing is asked of it. */
export function isReached({ value, ratio, reference, reach }: Figure): boolean | undefined {
  if (reach === undefined) return undefined;
  const measured = reference === undefined ? value : (ratio ?? Number.NaN);
  return 'atLeast' in reach ? measured >= reach.atLeast : measured <= reach.atMost;
}

/** What a row works with. */
export interface Bench {
  /** How often reference and subject are measured, in turn. */
  readonly rounds: number;
  /** How many of something, of `full` at full size: less where less was asked for, but `least` of them. */
  readonly sized: (full: number, least: number) => number;
  /** A new empty folder, removed at the end. */
  readonly folder: (name: string) => string;
  /** Says what is being done, on standard error. */
  readonly say: (doing: string) => void;
  /** Slates that several rows use, each made once. */
  readonly slates: Slates;
  /** Emmett, started once; or a sentence that says why it cannot be had. */
  readonly emmett: () => Promise<RunningEmmett | string>;
}

/** A row of the table: one thing that is measured, in one figure or several. */
export interface Row {
  /** As it is asked for: `append-64`. */
  readonly name: string;
  readonly title: string;
  readonly run: (bench: Bench) => Promise<readonly Outcome[]>;
}
