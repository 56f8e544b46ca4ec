import type { Total } from '#acquisition/domain';
import { NO_CURRENCY, describeAmount } from '#acquisition/domain';
import type { AskedMoment } from '#acquisition/views';

/** `12.5 %`; what is little but not nothing is not shown as nothing. */
export function percent(share: number): string {
  if (share > 0 && share < 0.001) return '< 0.1 %';
  return `${String(Math.round(share * 1_000) / 10)} %`;
}

/** Sums, each with its currency, never added up: `USD 1,500,000 and EUR 200,000`. */
export const money = (totals: readonly Total[]): string =>
  totals
    .map(({ currency, minMinor, maxMinor }) => {
      if (currency === NO_CURRENCY) return 'undisclosed';
      if (maxMinor === minMinor) return describeAmount({ kind: 'exact', minor: minMinor, currency });
      return describeAmount({ kind: 'range', minMinor, maxMinor, currency, words: '' });
    })
    .join(' and ');

/** `9 to 13 min`, `12 min`, or nothing when nobody timed it. */
export const minutes = (least: number | null, most: number | null): string => {
  if (least === null || most === null) return '';
  return least === most ? `${String(least)} min` : `${String(least)} to ${String(most)} min`;
};

/** `1 offer`, `2 offers`. */
export const count = (n: number, word: string): string => `${String(n)} ${word}${n === 1 ? '' : 's'}`;

/** `as of 2024-12-31, as known at 2025-02-01`; empty for now. */
export const momentInWords = ({ asOf, knownAt }: AskedMoment): string =>
  [asOf === undefined ? '' : `as of ${asOf}`, knownAt === undefined ? '' : `as known at ${knownAt}`]
    .filter((part) => part !== '')
    .join(', ');

/** What is shown, under a line that says of which moment it is, where that is not now. */
export const underMoment = (asked: AskedMoment, shown: string): string => {
  const moment = momentInWords(asked);
  return moment === '' ? shown : `${moment.slice(0, 1).toUpperCase()}${moment.slice(1)}:\n${shown}`;
};
