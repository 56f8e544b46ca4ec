import { RatesFileError, readRatesFile } from '#acquisition/rates-file';

/** As it is published for one day, and for all of them. */
const ONE_DAY = 'Date, USD, JPY, BGN, \n06 September 2024, 1.1103, 158.23, 1.9558, \n';
const ALL_DAYS = 'Date,USD,JPY,EEK,\n2024-09-06,1.1103,158.23,N/A,\n1999-01-04,1.1789,133.73,15.6466,\n';

const ecb = { publishedBy: 'European Central Bank', base: 'EUR' };

it('reads the reference rates of the European Central Bank, of one day or of all', () => {
  expect(readRatesFile(ONE_DAY)).toEqual({
    sets: [{ ...ecb, ratesOn: '2024-09-06', rates: { USD: '1.1103', JPY: '158.23', BGN: '1.9558' } }],
    leftOut: [],
  });
  expect(readRatesFile(ALL_DAYS)).toEqual({
    sets: [
      { ...ecb, ratesOn: '2024-09-06', rates: { USD: '1.1103', JPY: '158.23' } },
      { ...ecb, ratesOn: '1999-01-04', rates: { USD: '1.1789', JPY: '133.73' } },
    ],
    leftOut: ['EEK'],
  });
});

it('reads one set or several of JSON, to the last digit', () => {
  const set = { ratesOn: '2024-09-06', publishedBy: 'Bank of England', base: 'GBP', rates: { USD: '1.310000000001' } };
  expect(readRatesFile(JSON.stringify(set))).toEqual({ sets: [set], leftOut: [] });
  expect(readRatesFile(JSON.stringify([set, set])).sets).toEqual([set, set]);
});

const json = (changes: object): string =>
  JSON.stringify([{ ratesOn: '2024-09-06', publishedBy: 'ECB', base: 'EUR', rates: { USD: '1.1' }, ...changes }]);

it.each([
  ['', /^This is no file of rates/],
  ['title,year\nK-Pops!,2024', /^This is no file of rates/],
  ['Date, USD, \n31 September 2024, 1.1, \n', /^Line 2 begins with "31 September 2024", which is no day/],
  ['Date, USD, \n06 Septembre 2024, 1.1, \n', /^Line 2 begins with/],
  ['Date, USD, \n2024-09-06, 1e1, \n', /^Line 2 has "1e1" for USD, which is no rate/],
  ['Date, USD, \n2024-09-06, 0, \n', /^Line 2 has "0" for USD/],
  ['[{"ratesOn": ', /^The file begins as JSON and is none/],
  ['{}', /^The set of rates: expected ratesOn to be a date/],
  [json({ base: 'EURO' }), /^Set 1: expected base/],
  [json({ rates: { USD: 1.1 } }), /^Set 1: expected the rate of USD to be a decimal number above zero, as a text\.$/],
  [json({ rates: { DOLLAR: '1.1' } }), /^Set 1: expected ISO 4217 currency codes, found "DOLLAR"/],
  [json({ source: 'x' }), /^Set 1: expected no field but .*, found "source"/],
])('says what is wrong with %j', (text, sentence) => {
  expect(() => readRatesFile(text)).toThrow(RatesFileError);
  expect(() => readRatesFile(text)).toThrow(sentence);
});
