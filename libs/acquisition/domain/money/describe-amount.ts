import type { Amount } from './amount';
import { exponentOf } from './currency';
import { writeDecimal } from './decimal';

function sum(amount: Exclude<Amount, { kind: 'unknown' }>): string {
  const { currency } = amount;
  const write = (minor: number): string => writeDecimal(minor, exponentOf(currency));
  if (amount.kind === 'exact') return `${currency} ${write(amount.minor)}`;
  const { minMinor, maxMinor } = amount;
  if (minMinor === null) return maxMinor === null ? `${currency}, undisclosed` : `up to ${currency} ${write(maxMinor)}`;
  return maxMinor === null
    ? `${currency} ${write(minMinor)} or more`
    : `${currency} ${write(minMinor)} to ${write(maxMinor)}`;
}

/**
 * An amount for people, with the words it was told in: `USD 17,500,000.69`,
 * `USD 1,000,000 to 3,999,999 (low seven figures)`, `USD 5,000,000 or more (over $5 million)`, `undisclosed`.
 */
export function describeAmount(amount: Amount): string {
  const said = amount.kind === 'unknown' ? 'undisclosed' : sum(amount);
  const { words } = amount;
  return words === undefined || words.trim() === '' ? said : `${said} (${words})`;
}
