import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020';
import * as fc from 'fast-check';
import { readChronicle } from '.';
import { openArchive } from '#testing';

const DATA = `${__dirname}/../../../data`;

type Json = Record<string, unknown>;

const films = JSON.parse(readFileSync(`${DATA}/films.json`, 'utf8')) as Json[];

const rubbish = fc.constantFrom<unknown>(
  null,
  '',
  ' ',
  'K-Pops!',
  '\u0000\uD800',
  0,
  -1,
  3.5,
  2024,
  1e300,
  true,
  [],
  [''],
  ['Neon', 7],
  {},
  { constructor: 'x', a: { b: [1, { c: null }] } },
  '2024-02-30',
  '2031-01-01',
  '0001-01-01',
  'unknown',
  'Worldwide - ',
  'a raft of territories',
  'nine figures',
);

/** Sets, drops or adds a field of an object. */
const damage = fc.record({
  film: fc.nat(4),
  list: fc.constantFrom('film', 'events', 'contextEvents'),
  row: fc.nat(12),
  field: fc.oneof(
    fc.nat(12),
    fc.constantFrom('type', 'date', 'datePrecision', 'source', 'price', 'currency', 'territories'),
  ),
  how: fc.constantFrom('set', 'drop'),
  value: rubbish,
});

function apply(
  chronicle: Json[],
  { film, list, row, field, how, value }: typeof damage extends fc.Arbitrary<infer D> ? D : never,
) {
  const told = chronicle[film % chronicle.length];
  const rows = list === 'film' ? undefined : told?.[list];
  const target =
    list === 'film' ? told : Array.isArray(rows) && rows.length > 0 ? (rows[row % rows.length] as unknown) : undefined;
  if (typeof target !== 'object' || target === null) return;
  const names = Object.keys(target);
  const name = typeof field === 'number' ? names[field % names.length] : field;
  if (name === undefined) return;
  if (how === 'drop') Reflect.deleteProperty(target, name);
  else (target as Json)[name] = value;
}

/** A few films of the chronicle that comes along, with fields dropped and replaced by rubbish. */
const damagedChronicle = fc
  .tuple(fc.subarray(films, { minLength: 1, maxLength: 4 }), fc.array(damage, { maxLength: 6 }))
  .map(([some, damages]): unknown[] => {
    const chronicle = structuredClone(some);
    for (const one of damages) apply(chronicle, one);
    return chronicle;
  });

describe('the JSON Schema', () => {
  const schema = JSON.parse(readFileSync(`${DATA}/chronicle.schema.json`, 'utf8')) as object;
  const isChronicle = new Ajv2020({ strict: false }).compile(schema);

  it('holds for the chronicle that comes along', () => {
    expect(isChronicle(films)).toBe(true);
  });

  it('agrees with the reading on every damaged chronicle, but for dates that do not exist', () => {
    fc.assert(
      fc.property(damagedChronicle, (chronicle) => {
        const { problem } = readChronicle(chronicle);
        if (problem?.field === 'date') return;
        expect({ chronicle, valid: isChronicle(chronicle) }).toEqual({ chronicle, valid: problem === undefined });
      }),
      { numRuns: 1_000 },
    );
  });
});

it('never leaves half a film, whatever a chronicle says, and imports it again without a change', async () => {
  await fc.assert(
    fc.asyncProperty(damagedChronicle, async (chronicle) => {
      const own = openArchive();
      try {
        const report = await own.import(chronicle);
        for (const { outcome, rows, filmId } of report.films) {
          const events = filmId === null ? [] : await own.eventsOf(filmId);
          const standing = rows.flatMap((row) => row.events).length;
          if (outcome === 'recorded') expect(events.length).toBeGreaterThanOrEqual(standing);
          expect(rows.length > 0 && outcome !== 'refused').toBe(events.length > 0);
        }
        const size = await own.size();
        const again = await own.import(chronicle);
        expect([again.counts.events, await own.size()]).toEqual([0, size]);
      } finally {
        await own.close();
      }
    }),
    { numRuns: 60 },
  );
});
