import type { RateSet } from '#acquisition/domain';
import { isCurrency, isRate, parseDay } from '#acquisition/domain';
import { RatesFileError } from './errors';
import type { RatesFile } from './read-rates-file';

const BASE = 'EUR';
const PUBLISHED_BY = 'European Central Bank';
/** Where a currency has no rate on a day. */
const NO_RATE = new Set(['', 'N/A']);

const MONTHS = 'january february march april may june july august september october november december'.split(' ');

/** `2025-09-23`, as in the file of all days, or `23 September 2025`, as in that of one day. */
function dayOf(text: string): string | undefined {
  const [, day = '', month = '', year = ''] = /^(\d{1,2}) (\w+) (\d{4})$/.exec(text) ?? [];
  if (day === '') return parseDay(text);
  const number = MONTHS.indexOf(month.toLowerCase()) + 1;
  return parseDay(`${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`);
}

/** Cells of a line; there is a comma after the last one. */
const cellsOf = (line: string): readonly string[] =>
  line
    .split(',')
    .map((cell) => cell.trim())
    .filter((cell, index, all) => cell !== '' || index < all.length - 1);

function setOf(currencies: readonly string[], cells: readonly string[], line: number): RateSet {
  const [date = '', ...values] = cells;
  const ratesOn = dayOf(date);
  if (ratesOn === undefined) {
    const message = `Line ${String(line)} begins with "${date}", which is no day: expected 2025-09-23 or 23 September 2025.`;
    throw new RatesFileError(message);
  }
  const rates: Record<string, string> = {};
  for (const [index, currency] of currencies.entries()) {
    const rate = values[index] ?? '';
    if (NO_RATE.has(rate) || !isCurrency(currency)) continue;
    if (!isRate(rate)) {
      const message = `Line ${String(line)} has "${rate}" for ${currency}, which is no rate: expected a decimal number above zero, or N/A.`;
      throw new RatesFileError(message);
    }
    rates[currency] = rate;
  }
  return { ratesOn, publishedBy: PUBLISHED_BY, base: BASE, rates };
}

/**
 * The euro foreign exchange reference rates, as the European Central Bank publishes them for one day or for all: the
 * first line names the currencies, and each further one has a day and its rates.
 * @throws RatesFileError
 */
export function readEcbCsv(text: string): RatesFile {
  const [head = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const [first = '', ...currencies] = cellsOf(head);
  if (first.toLowerCase() !== 'date' || currencies.length === 0) {
    const message =
      'This is no file of rates: expected JSON, or the reference rates of the European Central Bank, whose first line is "Date, USD, JPY, …".';
    throw new RatesFileError(message);
  }
  const sets = lines.flatMap((line, index) =>
    line.trim() === '' ? [] : [setOf(currencies, cellsOf(line), index + 2)],
  );
  return { sets, leftOut: currencies.filter((currency) => !isCurrency(currency)) };
}
