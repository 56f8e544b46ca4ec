import type { Amount, Currency } from './amount';
import { exponentOf, isCurrency } from './currency';
import { shiftDecimal } from './decimal';

/** A sum in whole minor units: cents for USD, yen for JPY. What it does not check, `amountProblems` does. */
export function exact(minor: number, currency: Currency): Amount {
  return { kind: 'exact', minor, currency };
}

/**
 * A sum in major units, exact to the last digit: `'17500000.69'` or `17500000.69` USD is 1750000069 cents. Digits may be
 * grouped by commas. What is no such sum (a sign, digits finer than the minor unit, more than a number holds exactly, a
 * currency that is not known) is an unknown amount that keeps what was said.
 */
export function fromMajor(major: string | number, currency: Currency): Amount {
  const text = String(major).trim();
  const minor = isCurrency(currency) ? shiftDecimal(text, exponentOf(currency)) : undefined;
  return minor === undefined ? { kind: 'unknown', words: `${currency} ${text}`.trim() } : exact(minor, currency);
}

function boundProblems(minor: number | null, what: string): string[] {
  if (minor === null) return [];
  if (!Number.isFinite(minor) || !Number.isInteger(minor)) {
    return [`The ${what} must be in whole minor units (cents), not ${String(minor)}.`];
  }
  if (!Number.isSafeInteger(minor)) return [`The ${what} is too large to be kept exactly.`];
  return minor < 0 ? [`The ${what} must not be negative.`] : [];
}

/** What is wrong with an amount, in sentences; empty when nothing is. */
export function amountProblems(amount: Amount): string[] {
  if (amount.kind === 'unknown') return [];
  const problems = isCurrency(amount.currency)
    ? []
    : [`"${amount.currency}" is not a currency; give its ISO 4217 code, such as USD.`];
  if (amount.kind === 'exact') return [...problems, ...boundProblems(amount.minor, 'sum')];
  const { minMinor, maxMinor } = amount;
  problems.push(...boundProblems(minMinor, 'lowest sum'), ...boundProblems(maxMinor, 'highest sum'));
  if (minMinor !== null && maxMinor !== null && minMinor > maxMinor) {
    problems.push('The lowest sum must not be higher than the highest.');
  }
  return problems;
}
