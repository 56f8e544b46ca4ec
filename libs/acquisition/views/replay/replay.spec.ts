import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { FilmEvent } from '#acquisition/domain';
import { filmAt, show, utcDay } from '#acquisition/domain';
import { actorMetadata, filmCodec, filmStream, storedData, storedName, toFilmEvent } from '#acquisition/film-stream';
import { newId } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import type { Told } from '#testing';
import {
  FILM_ID,
  acquired,
  anytime,
  corrected,
  entryId,
  happened,
  kPops,
  offered,
  recorded,
  retracted,
  rights,
  screened,
  terms,
  usd,
} from '#testing';
import type { StateValue } from '../film/film-changes';
import { changesBetween, compared } from '../film/film-changes';
import type { AskedReplay } from './asked-replay';
import { readReplay } from './asked-replay';
import { stepsOf } from './film-replay';
import type { ReplayStep } from './replay-step';
import { replayOfSlate } from './slate-replay';
import { standingOf } from './standing';

const NOW = '2026-01-01T00:00:00.000Z';
const clock = { now: () => NOW, dayOf: utcDay };

/** As they were recorded, days apart where `pauses` says so. */
const withPauses = (told: readonly Told[], pauses: readonly number[] = []): readonly FilmEvent[] => {
  let at = Date.parse('2024-06-01T00:00:00.000Z');
  return recorded(told).map((event, index) => {
    at += (pauses[index] ?? 0) * 86_400_000 + 1;
    return { ...event, recordedAt: new Date(at).toISOString() };
  });
};

const stepsOfEvents = (events: readonly FilmEvent[], asked: AskedReplay = {}): readonly ReplayStep[] => {
  const read = readReplay(asked, clock);
  return [...stepsOf(FILM_ID, events.filter(read.isKnown), read)];
};

const at = (instant: string) => ({ instant, day: utcDay(instant) });
const told = ({ state, cells }: ReplayStep['changes'] | ReplayStep['meanwhile']) => ({
  state: state.map(({ what, before, after }) => [what, before, after]),
  cells: cells.map(({ cells: which, before, after }) => [which, before?.words, after?.words]),
});

const expiresAt = '2024-06-20T12:00:00.000Z';
const dollars = (minor: number) => [{ currency: 'USD', minMinor: minor, maxMinor: minor, unknown: 0 }];

it('says what each entry changed, by which rule, and what time alone had changed before it', () => {
  const offer = offered('Neon', rights('Italy'), terms(usd(10)), expiresAt).on('2024-06-10');
  const events = withPauses([kPops.on('2024-05-01'), offer, screened('Palais').on('2024-06-30')], [0, 9, 20]);
  const [first, second, third] = stepsOfEvents(events);
  expect(first).toMatchObject({ before: null, after: { phase: 'registered', phaseRule: 9 } });
  expect(second).toMatchObject({
    entry: { sentence: 'Neon offers USD 10 for Italy, all rights', onWhoseWord: 'agent', actor: { user: 'agent' } },
    before: { phase: 'registered' },
    after: { phase: 'offers in', phaseRule: 7, phaseWords: 'an offer is live' },
  });
  expect(second && told(second.changes)).toEqual({
    state: [
      ['phase', 'registered', 'offers in'],
      ['offered', [], dollars(1_000)],
      ['offer of Neon', null, 'live'],
    ],
    cells: [['Italy, all rights', 'available', 'under offer from Neon']],
  });
  expect(third && told(third.meanwhile)).toEqual({
    state: [
      ['phase', 'offers in', 'registered'],
      ['offered', dollars(1_000), []],
      ['offer of Neon', 'live', 'lapsed'],
    ],
    cells: [['Italy, all rights', 'under offer from Neon', 'available']],
  });
  expect(third && told(third.changes)).toEqual({
    state: [
      ['phase', 'registered', 'awaiting acquisition'],
      ['screenings', 0, 1],
    ],
    cells: [],
  });
});

it('leaves to time what time changed of a film that was not registered meanwhile', () => {
  const offer = offered('Neon', rights('Italy'), terms(usd(10)), expiresAt).on('2024-06-10');
  const events = withPauses(
    [kPops.on('2024-05-01'), offer, retracted(entryId(1)), retracted(entryId(3))],
    [0, 9, 0, 20],
  );
  const last = stepsOfEvents(events).at(-1);
  expect(last && told(last.meanwhile).state).toContainEqual(['offer of Neon', 'live', 'lapsed']);
  expect(last && told(last.changes).state.map(([what]) => what)).toEqual(['phase', 'title', 'year', 'directors']);
});

it('says what became of an entry later, and what a correction made of others', () => {
  const story = [kPops.on('2024-05-01'), screened('Palias').on('2024-05-20')];
  const events = withPauses([
    ...story,
    corrected(entryId(2), 'FilmScreened', { venue: 'Palais' }),
    corrected(entryId(2), 'FilmScreened', { venue: 'Lumière' }),
    retracted(entryId(4)),
  ]);
  const [, screening, correction, , undone] = stepsOfEvents(events);
  expect(screening?.entry).toMatchObject({
    sentence: 'Screened: Palias',
    standing: 'corrected',
    amendments: [
      { kind: 'corrected', eventId: entryId(3), isInForce: true },
      { kind: 'corrected', eventId: entryId(4), isInForce: false },
    ],
  });
  expect(correction?.changes.entries).toMatchObject([
    { change: 'changed', before: { sentence: 'Screened: Palias' }, entry: { sentence: 'Screened: Palais' } },
  ]);
  expect(undone?.changes.entries.map(({ entry }) => entry.eventId)).toEqual([entryId(2), entryId(4)]);
  // What was not known yet is not told.
  const then = stepsOfEvents(events, { knownAt: events[1]?.recordedAt ?? '' });
  expect(then.at(-1)?.entry).toMatchObject({ standing: 'as recorded', amendments: [] });
});

it('leaves out, as of a day, what had not happened by then, but not what was put right of it later', () => {
  const events = withPauses([
    kPops.on('2024-05-01'),
    screened('Palais').on('2024-05-30'),
    acquired('Neon', rights('US')).on('2024-05-31'),
    happened('EntryCorrected', {
      corrects: entryId(3),
      type: 'FilmAcquired',
      changes: {},
      occurred: { on: '2024-05-30', precision: 'day' },
    }).on('2024-07-01'),
  ]);
  const steps = stepsOfEvents(events, { asOf: '2024-05-30' });
  expect(steps.map(({ entry, after }) => [entry.type, after?.phase])).toEqual([
    ['FilmRegistered', 'registered'],
    ['FilmScreened', 'awaiting acquisition'],
    ['EntryCorrected', 'partly acquired'],
  ]);
});

const story = fc.array(anytime, { minLength: 1, maxLength: 14 });
/** So few days that all that is told has been by `NOW`. */
const pauses = fc.array(fc.integer({ min: 0, max: 35 }), { minLength: 15, maxLength: 15 });
const asOf = fc.option(fc.constantFrom('2023-03-01', '2024-01-01', '2024-09-09'), { nil: undefined });

/** Facts of a film by what they are of, as all changes of all steps leave them. */
function changed(steps: readonly ReplayStep[]): ReadonlyMap<string, StateValue> {
  const facts = new Map<string, StateValue>();
  for (const { meanwhile, changes } of steps)
    for (const { what, id, before, after } of [...meanwhile.state, ...changes.state]) {
      const key = id === null ? what : `${id} ${what.replace(/ of .*/, '')}`;
      if (facts.has(key)) expect(before).toEqual(facts.get(key));
      facts.set(key, after);
    }
  return facts;
}

it('goes on where the step before ended, and ends where the film stands', () => {
  fc.assert(
    fc.property(story, pauses, asOf, (entries, days, day) => {
      const events = withPauses([kPops.on('2022-06-01'), ...entries], days);
      const steps = stepsOfEvents(events, day === undefined ? {} : { asOf: day });
      const last = steps.at(-1);
      for (const [index, step] of steps.entries())
        expect(step.before).toEqual(index === 0 ? null : steps[index - 1]?.after);
      const moment = at(day === undefined ? (events.at(-1)?.recordedAt ?? '') : `${day}T23:59:59.999Z`);
      const film =
        day === undefined ? show(FILM_ID, events) : filmAt(FILM_ID, events, { asOf: day, knownAt: NOW }, utcDay);
      expect(last?.after ?? null).toEqual(standingOf(film, moment));
      const facts = changed(steps);
      for (const { what, id, value, isDetail } of compared(film, moment).facts.values()) {
        const known = facts.get(id === null ? what : `${id} ${what.replace(/ of .*/, '')}`);
        if (isDetail !== true && known !== undefined) expect(known).toEqual(value);
      }
    }),
    { numRuns: 150 },
  );
});

it('says of each entry what is another with it than without it, and of time the rest', () => {
  fc.assert(
    fc.property(story, pauses, (entries, days) => {
      const events = withPauses([kPops.on('2022-06-01'), ...entries], days);
      for (const [index, { changes, meanwhile }] of stepsOfEvents(events).entries()) {
        const seen = (count: number, when: number) =>
          compared(show(FILM_ID, events.slice(0, count)), at(events[Math.max(when, 0)]?.recordedAt ?? ''));
        const without = seen(index, index);
        expect(changes).toMatchObject(changesBetween(without, seen(index + 1, index)));
        expect(meanwhile).toEqual(changesBetween(seen(index, index - 1), without));
      }
    }),
    { numRuns: 100 },
  );
});

it('is the same in parts', () => {
  fc.assert(
    fc.property(story, pauses, fc.integer({ min: 0, max: 13 }), (entries, days, cut) => {
      const events = withPauses([kPops.on('2022-06-01'), ...entries], days);
      const all = stepsOfEvents(events);
      const end = events[Math.min(cut, events.length - 1)]?.recordedAt ?? '';
      const rest = readReplay({}, clock);
      expect([
        ...stepsOfEvents(events, { to: end }),
        ...stepsOf(FILM_ID, events, rest, Math.min(cut, events.length - 1)),
      ]).toEqual(all);
      expect(stepsOfEvents(events, { from: end })).toEqual(all.slice(Math.min(cut, events.length - 1)));
    }),
    { numRuns: 100 },
  );
});

it('shows on the whole slate, in the order of the log, the very steps of each film', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ovation-replay-'));
  const films = [FILM_ID, '01900000-0000-7000-8000-0000000000f2'];
  let now = Date.parse('2023-06-01T00:00:00.000Z');
  const entries = fc.array(fc.tuple(fc.constantFrom(0, 1), anytime, fc.integer({ min: 0, max: 50 })), {
    minLength: 1,
    maxLength: 16,
  });
  let opened = 0;
  try {
    await fc.assert(
      fc.asyncProperty(entries, async (some) => {
        opened += 1;
        const store = openSqliteEventStore({ file: join(folder, `${String(opened)}.db`), now: () => now });
        try {
          const counts = [0, 0];
          for (const [film, { fact, occurredAt, source }, pause] of [[0, kPops, 1], [1, kPops, 1], ...some] as const) {
            now += pause * 86_400_000;
            const revision = counts[film] ?? 0;
            counts[film] = revision + 1;
            const id = film === 0 ? entryId(revision + 1) : newId();
            const data = storedData(fact, occurredAt, source);
            const metadata = actorMetadata({ user: 'agent', role: 'sales agent' });
            const event = { id, ...filmCodec.encode(storedName(fact.type), data, metadata) };
            const expected = revision === 0 ? 'no-stream' : BigInt(revision - 1);
            await store.append(filmStream(films[film] ?? ''), expected, [event]);
          }
          const steps: ReplayStep[] = [];
          for await (const step of replayOfSlate(
            { store, clock: { ...clock, now: () => '9999-01-01T00:00:00.000Z' } },
            {},
          ))
            steps.push(step);
          const order: string[] = [];
          for await (const { id } of store.readAll()) order.push(id);
          expect(steps.map(({ entry }) => entry.eventId)).toEqual(order);
          for (const filmId of films) {
            const events: FilmEvent[] = [];
            for await (const event of store.readStream(filmStream(filmId)))
              events.push(toFilmEvent(filmCodec.decode(event)));
            expect(steps.filter(({ film }) => film.filmId === filmId)).toEqual([
              ...stepsOf(filmId, events, readReplay({}, clock)),
            ]);
          }
        } finally {
          await store.close();
        }
      }),
      { numRuns: 25 },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
