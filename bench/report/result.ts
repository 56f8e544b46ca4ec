import type { Outcome } from '../row';
import type { Machine } from './machine';

/** A row as it was measured. */
export interface Measured {
  readonly name: string;
  readonly title: string;
  readonly outcomes: readonly Outcome[];
  readonly seconds: number;
}

/** A run of the benchmark: what is kept of it. */
export interface Result {
  readonly at: string;
  readonly machine: Machine;
  /** Of the full size. */
  readonly scale: number;
  readonly rounds: number;
  readonly rows: readonly Measured[];
}
