import type { RateSet } from '#acquisition/domain';
import { readEcbCsv } from './ecb-csv';
import { readRatesJson } from './rates-json';

/** What a file of rates holds. */
export interface RatesFile {
  /** In the order of the file. */
  readonly sets: readonly RateSet[];
  /** Currencies of the file that are in no list of currencies any more, and so are left out. */
  readonly leftOut: readonly string[];
}

/**
 * The rates that a file holds; whether it is CSV or JSON is told by how it begins.
 * @throws RatesFileError
 */
export const readRatesFile = (text: string): RatesFile =>
  /^\s*[[{]/.test(text) ? { sets: readRatesJson(text), leftOut: [] } : readEcbCsv(text);
