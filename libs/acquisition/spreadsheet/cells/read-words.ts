import type { Cell } from '../table/table';
import type { Read } from './read';

const YES = /^(?:y|yes|true|x|✓|✔|ja|oui|si|sì|excl(?:usive)?\.?)$/i;
const NO = /^(?:n|no|false|nein|non|non[ -]?excl(?:usive)?\.?|not exclusive|shared)$/i;

/** Reads whether rights are exclusive. */
export function readExclusive({ text }: Cell): Read<boolean> {
  if (YES.test(text)) return { value: true };
  return NO.test(text) ? { value: false } : { problem: 'is neither yes nor no: write one of them' };
}

const PERIOD = /^(\d+(?:[.,]\d+)?)\s*(y|yrs?|years?|m|mos?|mths?|months?)?\.?(?:\s+from\b.*)?$/i;
const LONGEST_LICENCE = 100;
const MONTHS = 12;

/** Reads how long rights are licensed, in years; words without a number (`in perpetuity`) are undefined. */
export function readLicence({ text }: Cell): Read<number | undefined> {
  const [found, number = '', unit = 'y'] = PERIOD.exec(text) ?? [];
  if (found === undefined) {
    return {
      value: undefined,
      ...(/\d/.test(text) ? { remark: 'no number of years can be told from it: kept in words' } : {}),
    };
  }
  const years = Number(number.replace(',', '.')) / (/^m/i.test(unit) ? MONTHS : 1);
  return years > 0 && years <= LONGEST_LICENCE
    ? { value: years }
    : { problem: `is no licence period: write a number of years up to ${String(LONGEST_LICENCE)}` };
}

/** Reads the year of a film. */
export function readYear({ text }: Cell): Read<number> {
  const year = Number(text);
  return /^\d{4}$/.test(text) && year >= 1888 && year <= 2200
    ? { value: year }
    : { problem: 'is no year of a film: write it like 2024' };
}

/** Reads a currency by its code. */
export function readCurrency({ text }: Cell, isKnown: (code: string) => boolean): Read<string> {
  const code = text.toUpperCase();
  return isKnown(code) ? { value: code } : { problem: 'is no currency: write its ISO 4217 code, such as USD' };
}
