import type { Cell, Table } from '../table/table';
import { fieldOfHeader } from './field-of-header';
import { findHeaders } from './header-row';
import { mapColumns, readAskedMapping } from './map-columns';
import { moneyInHeader } from './money-in-header';

/** A table of texts; a blank row is left out, as when it is read. */
const tableOf = (...rows: readonly string[]): Table => ({
  name: '',
  rows: rows.flatMap((row, at) => {
    const cells = row.split('|').map((text): Cell | undefined => (text === '' ? undefined : { kind: 'text', text }));
    return row === '' ? [] : [{ number: at + 1, cells }];
  }),
});

const NONE = new Map<never, never>();

/** What each column is read as. */
const mapping = (table: Table, asked: readonly string[] = []): Readonly<Record<string, string>> => {
  const wanted = readAskedMapping(asked);
  const headers = findHeaders(table, new Set(wanted.keys()));
  return Object.fromEntries(mapColumns(headers?.columns ?? [], wanted).map(({ name, field }) => [name, field]));
};

it.each([
  ['Film', 'film'],
  ['TITLE', 'film'],
  ['Distributor', 'buyer'],
  ['Terr.', 'territories'],
  ['Territory(ies)', 'territories'],
  ['Media', 'media'],
  ['Rights', 'media'],
  ['Excl.', 'exclusive'],
  ['MG', 'guarantee'],
  ['Min. Guarantee', 'guarantee'],
  ['MG (USD)', 'guarantee'],
  ['Price in EUR', 'guarantee'],
  ["MG $'000", 'guarantee'],
  ['Advance', 'guarantee'],
  ['P&A', 'pAndA'],
  ['Bumps', 'bumps'],
  ['License Period', 'licence'],
  ['Expires', 'expires'],
  ['Status', 'status'],
  ['Sales fee', undefined],
  ['Film fax', undefined],
])('the header %s means %s', (header, field) => {
  expect(fieldOfHeader(header)).toBe(field);
});

it.each([
  ['MG (USD)', { currency: 'USD' }],
  ['MG in EUR', { currency: 'EUR' }],
  ['Price £', { currency: 'GBP' }],
  ["MG ($ '000)", { currency: 'USD', scale: 3 }],
  ['MG $000', { currency: 'USD', scale: 3 }],
  ['MG (in thousands)', { scale: 3 }],
  ['MG (USD m)', { currency: 'USD', scale: 6 }],
  ['MG', {}],
  ['Film (working title)', {}],
])('%s says %j of the sums below it', (header, money) => {
  expect(moneyInHeader(header)).toEqual(money);
});

it('finds the headers below titles and blank rows', () => {
  const table = tableOf('Offers as of May', '', 'Sales|Agency', 'Film|Buyer|MG', 'Eden|Neon|$1m');
  expect(findHeaders(table, new Set())).toMatchObject({ rows: [4], firstRow: 3 });
});

it('tells columns of the same name apart by the group above them', () => {
  const table = tableOf('Film||Offer||Deal|', 'Title|Buyer|Date|MG|Date|Notes', 'Eden|Neon|2024|1|2025|x');
  const headers = findHeaders(table, new Set());
  expect(headers).toMatchObject({ rows: [1, 2], firstRow: 2 });
  expect(Object.fromEntries(mapColumns(headers?.columns ?? [], NONE).map(({ name, field }) => [name, field]))).toEqual({
    Title: 'film',
    Buyer: 'buyer',
    'Offer Date': 'date',
    MG: 'guarantee',
    'Deal Date': 'signed',
    Notes: 'notes',
  });
});

it('takes what is asked for before what the headers say, and keeps what it does not understand', () => {
  const table = tableOf('Picture|Company|Fee|Price|House no');
  expect(mapping(table)).toEqual({
    Picture: 'film',
    Company: 'buyer',
    Fee: 'kept',
    Price: 'guarantee',
    'House no': 'kept',
  });
  expect(mapping(table, ['Fee=guarantee', 'House no='])).toEqual({
    Picture: 'film',
    Company: 'buyer',
    Fee: 'guarantee',
    Price: 'kept',
    'House no': 'ignored',
  });
});

it('keeps columns without a header, and those that have the same one', () => {
  const table = tableOf('Film|Buyer|Notes|Notes||', 'Eden|Neon|a|b||x');
  expect(mapping(table)).toEqual({
    Film: 'film',
    Buyer: 'buyer',
    Notes: 'notes',
    'Notes (column D)': 'kept',
    'column F': 'kept',
  });
  expect(mapping(table, ['Notes=conditions', 'column F=guarantee'])).toMatchObject({
    Notes: 'conditions',
    'Notes (column D)': 'kept',
    'column F': 'guarantee',
  });
});

it('finds headers that nobody would know by their names', () => {
  const table = tableOf('Werk|Käufer|Preis', 'Eden|Neon|$1m');
  expect(findHeaders(table, new Set())).toBeUndefined();
  expect(mapping(table, ['Werk=film', 'Käufer=buyer'])).toEqual({ Werk: 'film', Käufer: 'buyer', Preis: 'kept' });
});

it.each([
  [['Fee'], '"Fee" is no mapping: write Column=field, or Column= to ignore a column.'],
  [['Price=guarante'], '"Price=guarante" names no field that there is. Did you mean guarantee?'],
  [['Fees=guarantee'], 'There is no column "Fees": the columns are "Film", "Buyer" and "Price".'],
  [['Film='], 'No column says which film a row is about: name it with --map "Column=film".'],
  [['Film=buyer', 'Buyer=buyer'], 'Two columns are named as buyer: name one, and leave the other to be kept.'],
])('refuses the mapping %j', (asked, sentence) => {
  expect(() => mapping(tableOf('Film|Buyer|Price'), asked)).toThrow(sentence);
});
