/** Files of rates of exchange: the daily reference rates of the European Central Bank (CSV), and JSON. */
export { RatesFileError } from './errors';
export { readRatesFile, type RatesFile } from './read-rates-file';
