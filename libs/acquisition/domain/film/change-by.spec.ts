import * as fc from 'fast-check';
import type { Told } from '#testing';
import { FILM_ID, anytime, corrected, entryId, happened, kPops, recorded, screened, selected } from '#testing';
import { changeBy, filmAt, lastDaysBy, noFilm, showNext } from '.';
import type { FilmEvent } from '../events';
import { UTC } from '../time';

const EVER = '9999-12-31T23:59:59.999Z';
const moment = fc
  .integer({ min: Date.UTC(2022, 0, 1), max: Date.UTC(2025, 0, 1) })
  .map((ms) => new Date(ms).toISOString());

/** Every event of a story, with what was shown before it and what is shown after it. */
function stepsOf(story: readonly Told[]) {
  let before = noFilm(FILM_ID);
  return recorded(story).map((event, index, events) => {
    const after = showNext(before, [event], UTC.dayOf);
    const step = { before, event, after, known: events.slice(0, index + 1) };
    before = after;
    return step;
  });
}

/** What it says of entries, in their order; not what only counts events. */
const told = (film: ReturnType<typeof filmAt>) => ({
  ...film,
  mandates: [...film.mandates],
  offers: [...film.offers],
  deals: [...film.deals],
  disputes: [...film.disputes],
  amendments: [...film.amendments],
});

describe('how an event changes what was shown', () => {
  it('is the film as of each moment from the first on that it changes, and no other before', () => {
    fc.assert(
      fc.property(fc.array(anytime, { maxLength: 20 }), fc.array(moment, { minLength: 1 }), (story, moments) => {
        for (const { before, event, after, known } of stepsOf(story)) {
          const films = changeBy(before, event, after, UTC);
          for (const { from, film } of films)
            expect(told(film)).toEqual(told(filmAt(FILM_ID, known, { asOf: from, knownAt: EVER }, UTC.dayOf)));
          const first = films[0]?.from ?? EVER;
          for (const asOf of moments.filter((one) => one < first))
            expect({
              ...told(filmAt(FILM_ID, known, { asOf, knownAt: EVER }, UTC.dayOf)),
              history: [],
              amendments: [],
            }).toEqual({
              ...told(filmAt(FILM_ID, before.history, { asOf, knownAt: EVER }, UTC.dayOf)),
              history: [],
              amendments: [],
            });
        }
      }),
      { numRuns: 100 },
    );
  });

  it('tells the last day on which anything happened where it changes it, and leaves it elsewhere', () => {
    fc.assert(
      fc.property(fc.array(anytime, { maxLength: 20 }), fc.array(moment, { minLength: 1 }), (story, moments) => {
        for (const { before, event, after, known } of stepsOf(story)) {
          const days = lastDaysBy(before, event, after, UTC);
          const edges = days.flatMap(({ from, until }) => [from, ...(until === null ? [] : [until])]);
          for (const asOf of [...moments, ...edges]) {
            const lastDay = (events: readonly FilmEvent[]) =>
              filmAt(FILM_ID, events, { asOf, knownAt: EVER }, UTC.dayOf).lastOccurredOn;
            const painted = days.find(({ from, until }) => from <= asOf && (until === null || asOf < until));
            expect([asOf, painted?.day ?? lastDay(before.history)]).toEqual([asOf, lastDay(known)]);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('what is shown next', () => {
  it('comes before an entry that was put right to have happened later', () => {
    const later = happened('EntryCorrected', {
      corrects: entryId(2),
      type: 'FilmScreened',
      changes: {},
      occurred: { on: '2024-08-01', precision: 'day' },
    });
    const story = [kPops.on('2024-01-01'), screened('Eccles').on('2024-02-01'), later.on('2024-02-02')];
    const film = stepsOf([...story, screened('Palais').on('2024-05-01')]).at(-1)?.after;
    expect(film?.screenings.map(({ data }) => data.venue)).toEqual(['Palais', 'Eccles']);
  });

  it('shares with the film before it what no event touches, and changes nothing of it', () => {
    const touches = [
      selected('TIFF').on('2024-06-01'),
      corrected(entryId(2), 'FilmScreened', { venue: 'Palais' }).on('2024-06-02'),
    ];
    const [, before] = stepsOf([kPops.on('2024-01-01'), screened('Eccles').on('2024-02-01')]).map(({ after }) => after);
    const copy = before === undefined ? undefined : structuredClone(told(before));
    const next = stepsOf([kPops.on('2024-01-01'), screened('Eccles').on('2024-02-01'), ...touches]);
    expect(next[2]?.after.screenings).toBe(next[2]?.before.screenings);
    expect(next[2]?.after.selections).toHaveLength(1);
    expect(before === undefined ? undefined : told(before)).toEqual(copy);
  });
});
