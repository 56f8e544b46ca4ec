import * as fc from 'fast-check';
import { openArchive } from '#testing';
import { FIELDS } from './columns/fields';

const cell = fc.oneof(
  fc.constantFrom(
    '',
    'Eden',
    'Neon',
    'US',
    'GAS',
    'all rights',
    'SVOD',
    '$1m',
    '75,000',
    '-1',
    'TBD',
    '1.250',
    'EUR',
    'signed',
  ),
  fc.constantFrom(
    'offer',
    'accepted',
    'long form',
    '2024-09-07',
    '09/07/24',
    '2031',
    '7 Sep 2024',
    'yes',
    '12 years',
    'Total',
    '__proto__',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replace(/[\u0000-\u001f"]/g, '')),
);
const header = fc.oneof(fc.constantFrom(...FIELDS.map(({ headers: [first] }) => first)), cell);
/** Mostly what could be recorded: film, buyer, day, sum and status. */
const beginning = fc.tuple(
  fc.constantFrom('Eden', 'Eden', 'Eden', 'Bird', ''),
  fc.constantFrom('Neon', 'Mubi', 'several buyers'),
  fc.constantFrom('2024-09-07', '7 Sep 2024', '2024', '09/25/24', '09/07/24'),
  fc.constantFrom('$1m', 'USD 75,000', 'TBD', 'low six figures', ''),
  fc.constantFrom('offer', 'countered', 'accepted', 'declined', 'lapsed', 'withdrawn', 'signed', 'long form', ''),
);
const rows = fc
  .tuple(
    fc.array(header, { minLength: 1, maxLength: 5 }),
    fc.array(fc.tuple(beginning, fc.array(cell, { maxLength: 6 })), { maxLength: 6 }),
  )
  .map(([more, below]) => [
    ['Film', 'Buyer', 'Date', 'MG', 'Status', ...more],
    ...below.map(([first, others]) => [...first, ...others]),
  ]);

it('never fails in another way than with a sentence, and never leaves half a film, whatever a sheet says', async () => {
  let events = 0;
  await fc.assert(
    fc.asyncProperty(rows, async (table) => {
      const archive = openArchive();
      try {
        await archive.import([{ title: 'Eden', year: 2024, directors: ['Ron Howard'], events: [] }]);
        const file = table.map((row) => row.map((text) => `"${text}"`).join(';')).join('\n');
        const report = await archive.importSheet(file, { register: true }).catch((error: unknown) => {
          expect(error).toMatchObject({ name: 'SpreadsheetError', message: expect.stringMatching(/[.?]$/) as unknown });
          return undefined;
        });
        if (report === undefined) return;
        events += report.counts.events;
        const told = report.films.flatMap(({ rows: of }) => of.filter(({ type }) => type !== 'film')).length;
        expect(told + report.leftOut.length).toBeLessThanOrEqual(table.length);
        const size = await archive.size();
        const again = await archive.importSheet(file, { register: true });
        expect([again.counts.events, await archive.size()]).toEqual([0, size]);
      } finally {
        await archive.close();
      }
    }),
    { numRuns: 100 },
  );
  expect(events).toBeGreaterThan(20);
});
