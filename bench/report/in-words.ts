import type { Figure, Outcome } from '../row';
import { isReached, wasRun } from '../row';

/** Digits that say something: three. */
export function numberInWords(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** The cells of one line of the table. */
export interface Line {
  readonly measured: string;
  readonly value: string;
  readonly reference: string;
  readonly ratio: string;
  readonly reach: string;
  /** `yes`, `no`, `not run`, `failed`, or nothing where nothing is asked for. */
  readonly reached: string;
  readonly note: string;
}

function reachInWords({ reach, reference, unit }: Figure): string {
  if (reach === undefined) return '';
  const of = reference === undefined ? ` ${unit}` : ' ×';
  return 'atLeast' in reach ? `≥ ${String(reach.atLeast)}${of}` : `≤ ${String(reach.atMost)}${of}`;
}

export function lineOf(outcome: Outcome): Line {
  if (!wasRun(outcome))
    return {
      measured: outcome.of,
      value: '',
      reference: '',
      ratio: '',
      reach: '',
      reached: outcome.failed === true ? 'failed' : 'not run',
      note: outcome.notRun,
    };
  const { of, value, unit, reference, ratio, note } = outcome;
  const reached = isReached(outcome);
  return {
    measured: of,
    value: `${numberInWords(value)} ${unit}`,
    reference: reference === undefined ? '' : `${numberInWords(reference.value)} (${reference.of})`,
    ratio: ratio === undefined ? '' : `${numberInWords(ratio)} ×`,
    reach: reachInWords(outcome),
    reached: reached === undefined ? '' : reached ? 'yes' : 'no',
    note: note ?? '',
  };
}
