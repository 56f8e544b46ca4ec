import * as fc from 'fast-check';
import type { Told } from '#testing';
import {
  acquired,
  anytime,
  entryId,
  happened,
  mandate,
  rescinded,
  retracted,
  reverted,
  rights,
  terms,
  usd,
} from '#testing';

/** Something that is told of one of two films. */
export interface LateEntry {
  /** Which: 0 or 1. */
  readonly film: number;
  readonly told: Told;
  /** Milliseconds since the entry before it. */
  readonly pause: number;
}

/** What puts right one of the first entries of the first film, also when it happened. */
const amendment: fc.Arbitrary<Told> = fc
  .tuple(fc.integer({ min: 2, max: 9 }).map(entryId), fc.option(fc.constantFrom('2023-02-01', '2024-06', '2023-09-09')))
  .chain(([id, on]) =>
    fc.constantFrom(
      retracted(id),
      happened('EntryCorrected', {
        corrects: id,
        type: 'FilmScreened',
        changes: { venue: 'Palais' },
        ...(on === null
          ? {}
          : { occurred: { on: `${on}-01`.slice(0, 10), precision: on.length === 7 ? 'month' : 'day' } }),
      }),
    ),
  )
  .chain((told) => fc.constantFrom('2024-09-10', '2023-03-03', '2024-01').map((date) => told.on(date)));

/** What is held, and taken back again, for windows of days and on days of any hour. */
const holding: fc.Arbitrary<Told> = fc
  .tuple(
    fc.constantFrom('Neon', 'Mubi'),
    fc.constantFrom({}, { from: '2024-06-01' }, { to: '2025-06-01' }, { from: '2024-02-01', to: '2026-06-01' }),
    fc.constantFrom('US', 'Worldwide', 'Benelux'),
    fc.constantFrom('2024-01-10T01:00:00Z', '2023-09-30T23:30:00Z', '2024-03-03', '2023-12'),
  )
  .chain(([buyer, window, territories, date]) => {
    const some = rights(territories, window);
    return fc.constantFrom(
      acquired(buyer, some, terms(usd(1_000))).on(date),
      reverted(buyer, some).on(date),
      reverted(buyer, undefined).on(date),
      rescinded(buyer, some).on(date),
      mandate(buyer, some).on(date),
      happened('MandateEnded', { mandateId: `mandate-${buyer}` }).on(date),
    );
  });

/** Told at any time after the entry before it, and so in any order of occurrence; some within one millisecond. */
export const lateEntries: fc.Arbitrary<readonly LateEntry[]> = fc.array(
  fc.record({
    film: fc.constantFrom(0, 0, 0, 1),
    told: fc.oneof(
      { weight: 3, arbitrary: anytime },
      { weight: 3, arbitrary: holding },
      { weight: 1, arbitrary: amendment },
    ),
    pause: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 40 * 86_400_000 })),
  }),
  { minLength: 1, maxLength: 14 },
);
