import * as fc from 'fast-check';
import type { Told } from '#testing';
import { FILM_ID, acquired, anytime, happened, mandate, recorded, released, reverted, rights } from '#testing';
import type { FilmState } from '../film';
import { fold } from '../film';
import type { Coverage, Rights } from '../rights';
import { NO_COVERAGE, coverageOf, joinCoverage, overlap } from '../rights';
import type { Day } from '../time';
import { addDays } from '../time';
import { dealStatus, days, firstRelease, heldBy } from './holdings';
import { soldFrom } from './sold';
import { nextWindowDay } from './window-days';

const DAYS = ['2023-06-01', '2024-06-01', '2025-01-01', '2026-06-01', '2030-01-01'];
const day = fc.constantFrom(...DAYS, ...DAYS.map((one) => addDays(one, -1)), '2022-01-01', '9999-12-31');
const windows = fc.constantFrom<{ from?: string; to?: string }[]>(
  {},
  { from: '2024-06-01' },
  { to: '2025-01-01' },
  { from: '2024-06-01', to: '2026-06-01' },
  { from: '2023-06-01', to: '2026-06-01' },
);

/** Rights in some languages or all, for a time, and what they hold back. */
const grants: fc.Arbitrary<Rights> = fc
  .tuple(
    fc.constantFrom('US', 'Benelux', 'Worldwide'),
    fc.constantFrom('SVOD', 'all rights'),
    windows,
    fc.constantFrom(undefined, ['fr'], ['en', 'fr']),
    fc.constantFrom(undefined, { media: 'SVOD', untilDay: '2030-01-01' }, { media: 'AVOD', daysAfterFirstRelease: 90 }),
  )
  .map(([territories, media, window, languages, holdback]) =>
    rights(territories, {
      media,
      ...window,
      ...(languages === undefined ? {} : { languages }),
      ...(holdback === undefined ? {} : { holdbacks: [holdback] }),
    }),
  );

const dealing: fc.Arbitrary<Told> = fc
  .tuple(fc.constantFrom('Neon', 'Mubi', 'A24'), grants, fc.constantFrom('2023-02-01', '2024-05-05'))
  .chain(([buyer, some, date]) =>
    fc.constantFrom(
      acquired(buyer, some).on(date),
      happened('DealAmended', { dealId: `deal-${buyer}`, rights: some }).on(date),
      reverted(buyer, some).on(date),
      mandate(buyer, some).on(date),
      released(buyer, some).on(date),
    ),
  );

const films: fc.Arbitrary<FilmState> = fc
  .array(fc.oneof({ weight: 4, arbitrary: dealing }, { weight: 1, arbitrary: anytime }), { maxLength: 14 })
  .map((story) => fold(FILM_ID, recorded(story)));

/** By its definition: what all that is held from the day on covers together. */
const soldByDefinition = (film: FilmState, from: Day): Coverage =>
  [...film.deals.values()].reduce<Coverage>(
    (sum, deal) => joinCoverage(sum, coverageOf(overlap(heldBy(deal), days(from, null)))),
    NO_COVERAGE,
  );

/** Every day that a deal that lasts, or a mandate, names. */
function namedDays(film: FilmState, at: Day): readonly Day[] {
  const deals = [...film.deals.values()].filter((deal) => dealStatus(deal, at) !== 'ended');
  const mandates = [...film.mandates.values()];
  const steps = deals.flatMap((deal) => deal.steps);
  const granted = [...deals, ...mandates].map((one) => one.rights).concat(steps.flatMap((step) => step.rights ?? []));
  const first = firstRelease(film);
  const named = [
    ...steps.map(({ on }) => on),
    ...mandates.map(({ endedOn }) => endedOn),
    ...granted.flatMap(({ blocks }) => blocks.flatMap(({ window }) => [window.from, window.to])),
    ...granted.flatMap(({ holdbacks = [] }) =>
      holdbacks.map(({ until }) =>
        'day' in until ? until.day : first === null ? null : addDays(first, until.daysAfterFirstRelease),
      ),
    ),
  ];
  return named.filter((one) => one !== null);
}

describe('what the deals of a film have sold', () => {
  it('is, from any day on, what all that they hold then covers', () => {
    fc.assert(
      fc.property(films, fc.array(day, { minLength: 1, maxLength: 6 }), (film, from) => {
        for (const one of from) expect(soldFrom(film.deals, one)).toEqual(soldByDefinition(film, one));
      }),
      { numRuns: 300 },
    );
  });
});

describe('the next day on which a window begins or ends', () => {
  it('is the first after a day that a deal that lasts, or a mandate, names', () => {
    fc.assert(
      fc.property(films, fc.array(day, { minLength: 1, maxLength: 6 }), (film, after) => {
        for (const one of after) {
          const [next = null] = namedDays(film, one)
            .filter((named) => named > one)
            .sort();
          expect(nextWindowDay(film, one)).toBe(next);
        }
      }),
      { numRuns: 300 },
    );
  });
});
