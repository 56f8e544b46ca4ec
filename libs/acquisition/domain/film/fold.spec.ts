import * as fc from 'fast-check';
import type { ShownFilm } from '.';
import { evolve, eventsAt, filmAt, fold, noFilm, show, showNext, showRecorded } from '.';
import { phaseOf } from '../status';
import { firstDay, utcDay } from '../time';
import type { Told } from '#testing';
import {
  FILM_ID,
  NOW,
  acquired,
  anytime,
  at,
  corrected,
  entryId,
  given,
  happened,
  kPops,
  offered,
  recorded,
  retracted,
  rights,
  screened,
  selected,
  terms,
  usd,
} from '#testing';

const EVER = '9999-12-31';
const moment = (asOf: string, knownAt: string = NOW) => ({ asOf, knownAt });
const comparable = (film: ReturnType<typeof fold>) => ({
  ...film,
  mandates: [...film.mandates],
  offers: [...film.offers],
  deals: [...film.deals],
  disputes: [...film.disputes],
  amendments: [...film.amendments],
});

describe('folding', () => {
  it('is total: it takes any events in any order and never throws', () => {
    fc.assert(
      fc.property(fc.array(anytime, { maxLength: 40 }), (story) => {
        const film = fold(FILM_ID, recorded(story));
        expect(film.history).toHaveLength(story.length);
        expect(phaseOf(film, at(NOW)).phase).toEqual(expect.any(String));
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same one event at a time, in batches, or all at once', () => {
    fc.assert(
      fc.property(fc.array(anytime, { maxLength: 30 }), fc.nat(30), (story, cut) => {
        const events = recorded(story);
        const atOnce = comparable(fold(FILM_ID, events));
        const inTwo = evolve(evolve(noFilm(FILM_ID), events.slice(0, cut)), events.slice(cut));
        const oneByOne = events.reduce((film, event) => evolve(film, [event]), noFilm(FILM_ID));
        expect(comparable(inTwo)).toEqual(atOnce);
        expect(comparable(oneByOne)).toEqual(atOnce);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves the film that it is given as it was', () => {
    const before = given(kPops, screened('Eccles')).film;
    const copy = comparable(before);
    evolve(before, recorded([kPops, screened('Eccles'), screened('Library')]).slice(2));
    expect(comparable(before)).toEqual(copy);
  });

  it('agrees in both orders for a history recorded in the order in which it happened', () => {
    const inOrder = (story: readonly Told[]) =>
      [...story].sort((a, b) => {
        const [dayA, dayB] = [firstDay(a.occurredAt, utcDay), firstDay(b.occurredAt, utcDay)];
        if (dayA !== dayB) return dayA < dayB ? -1 : 1;
        return a.occurredAt.on < b.occurredAt.on ? -1 : 1;
      });
    const isAmending = ({ fact }: Told) => fact.type === 'EntryCorrected' || fact.type === 'EntryRetracted';
    fc.assert(
      fc.property(fc.array(anytime, { maxLength: 30 }), (story) => {
        const events = recorded(inOrder(story.filter((told) => !isAmending(told))));
        expect(comparable(filmAt(FILM_ID, events, moment(EVER), utcDay))).toEqual(comparable(fold(FILM_ID, events)));
      }),
      { numRuns: 300 },
    );
  });
});

it('is made, as of a moment, of the events of that moment', () => {
  const asOf = fc.constantFrom('2023-02-01', '2023-12-31', '2024-06-15', '2024-09-07', '2024-05-05T12:00:00.000Z');
  const knownAt = fc.integer({ min: 0, max: 31 }).map((s) => new Date(Date.parse(NOW) - s * 1_000).toISOString());
  const west = (instant: string) => utcDay(new Date(Date.parse(instant) - 4 * 3_600_000).toISOString());
  // But for what `filmAt` says of everything that was known, whether it had happened or not.
  const said = (film: ReturnType<typeof fold>) => ({
    ...comparable(film),
    history: 0,
    amendments: 0,
    lastOccurredOn: 0,
  });
  fc.assert(
    fc.property(
      fc.array(anytime, { maxLength: 30 }),
      fc.record({ asOf, knownAt }),
      fc.constantFrom(utcDay, west),
      (story, then, dayOf) => {
        const events = recorded([kPops.on('2023-01-05'), ...story]);
        const those = eventsAt(events, then, dayOf);
        expect(said(show(FILM_ID, those, dayOf))).toEqual(said(filmAt(FILM_ID, events, then, dayOf)));
        expect(those).toEqual(events.filter((event) => those.includes(event)));
      },
    ),
    { numRuns: 500 },
  );
});

describe('two clocks', () => {
  const story = recorded([
    kPops,
    selected('TIFF').on('2024-07-23'),
    acquired('Aura', rights('US')).on('2024-08-20'),
    screened('Princess of Wales Theatre').on('2024-09-07'),
    corrected(entryId(3), 'FilmAcquired', { buyer: 'Aura Entertainment' }),
  ]);
  const known = (n: number) => story[n - 1]?.recordedAt ?? NOW;
  const film = (asOf: string, knownAt?: string) => filmAt(FILM_ID, story, moment(asOf, knownAt), utcDay);

  it('answers what had happened by a day, to its end', () => {
    expect(film('2024-09-06').screenings).toHaveLength(0);
    expect(film('2024-09-07').screenings).toHaveLength(1);
    expect(film('2024-08-19').deals.size).toBe(0);
  });

  it('answers what had been recorded by a moment, with the corrections known by then', () => {
    expect(film(EVER, known(2)).deals.size).toBe(0);
    expect(film(EVER, known(4)).deals.get('deal-Aura')?.buyer).toBe('Aura');
    expect(film(EVER, known(5)).deals.get('deal-Aura')?.buyer).toBe('Aura Entertainment');
  });

  it('answers both together', () => {
    expect(film('2024-08-31', known(5))).toMatchObject({ screenings: [], isRegistered: true });
    expect(film('2024-08-31', known(5)).deals.get('deal-Aura')?.buyer).toBe('Aura Entertainment');
  });

  it('counts what is known only to a month from its first day', () => {
    const vague = recorded([kPops, acquired('Mubi', rights('Italy')).on('2024-08')]);
    expect(filmAt(FILM_ID, vague, moment('2024-08-01'), utcDay).deals.size).toBe(1);
    expect(filmAt(FILM_ID, vague, moment('2024-07-31'), utcDay).deals.size).toBe(0);
  });

  it('ends a day where the reporting time zone does', () => {
    const late = recorded([kPops, screened('Eccles').on('2024-09-08T03:30:00Z')]);
    const toronto = (instant: string) => new Date(Date.parse(instant) - 4 * 3_600_000).toISOString().slice(0, 10);
    expect(filmAt(FILM_ID, late, moment('2024-09-07'), utcDay).screenings).toHaveLength(0);
    expect(filmAt(FILM_ID, late, moment('2024-09-07'), toronto).screenings).toHaveLength(1);
  });

  it('folds in order of occurrence: a deal told late comes before the offer that came after it', () => {
    const backfilled = recorded([
      kPops,
      offered('Neon', rights('US'), terms(usd(1))).on('2024-09-08'),
      acquired('Aura', rights('Italy')).on('2024-05'),
    ]);
    expect(phaseOf(filmAt(FILM_ID, backfilled, moment('2024-06-30'), utcDay), at('2024-06-30')).phase).toBe(
      'partly acquired',
    );
  });
});

describe('corrections', () => {
  it('may come before what they correct when events are folded in another order', () => {
    const events = recorded([kPops, corrected(entryId(3), 'FilmScreened', { venue: 'Palais' }), screened('Eccles')]);
    const stepwise = events.reduce((film, event) => evolve(film, [event]), noFilm(FILM_ID));
    expect(stepwise.screenings[0]?.data.venue).toBe('Palais');
  });

  it('take an optional field out with null, and leave a null that says something', () => {
    const film = given(
      kPops,
      screened('Eccles'),
      corrected(entryId(2), 'FilmScreened', { venue: null, premiere: 'world' }),
    ).film;
    expect(film.screenings[0]?.data).toEqual({ premiere: 'world' });
  });

  it('do nothing when they point at nothing', () => {
    expect(given(kPops, retracted('nowhere'), corrected('nowhere', 'FilmScreened', {})).film.isRegistered).toBe(true);
  });
});

describe('what is shown', () => {
  it('is the fold in order of occurrence, event by event or all at once', () => {
    fc.assert(
      fc.property(fc.array(anytime, { maxLength: 30 }), (story) => {
        const events = recorded(story);
        const stepwise = events.reduce((film, event) => showNext(film, [event]), noFilm(FILM_ID));
        expect(comparable(stepwise)).toEqual(comparable(show(FILM_ID, events)));
        expect(comparable(showNext(noFilm(FILM_ID), events))).toEqual(comparable(show(FILM_ID, events)));
      }),
      { numRuns: 300 },
    );
  });

  it('is made of what is recorded, some events at a time, on top of what was shown before or of nothing', () => {
    const cuts = fc.array(fc.nat(30), { maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(anytime, { maxLength: 30 }),
        cuts,
        fc.array(anytime, { maxLength: 5 }),
        (story, at, other) => {
          const events = recorded(story);
          let film = noFilm(FILM_ID);
          let before: ShownFilm | undefined;
          for (const cut of [...at.sort((a, b) => a - b), events.length]) {
            film = evolve(film, events.slice(film.history.length, cut));
            const shown = showRecorded(film, before);
            expect(comparable(shown)).toEqual(comparable(show(FILM_ID, film.history)));
            before = { recorded: film, shown };
          }
          // Of a log that was replaced.
          const replaced = evolve(noFilm(FILM_ID), recorded(other));
          expect(comparable(showRecorded(replaced))).toEqual(comparable(show(FILM_ID, replaced.history)));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is what is recorded where it was told in order', () => {
    const first = evolve(noFilm(FILM_ID), recorded([kPops, screened('Eccles')]));
    const next = evolve(first, recorded([kPops, screened('Eccles'), screened('Ray')]).slice(2));
    expect(showRecorded(first)).toBe(first);
    expect(showRecorded(next, { recorded: first, shown: first })).toBe(next);
  });

  it('puts what is told late where it happened', () => {
    const withdrawn = happened('FilmWithdrawn', {}).on('2024-08-01');
    const reinstated = happened('FilmReinstated', {}).on('2024-08-20');
    expect(show(FILM_ID, recorded([kPops, reinstated, withdrawn])).withdrawn).toBeNull();
    expect(fold(FILM_ID, recorded([kPops, reinstated, withdrawn])).withdrawn).not.toBeNull();
  });
});
