import * as fc from 'fast-check';
import { festivalKey, festivalRuns } from '#acquisition/domain';
import type { Told } from '#testing';
import { acquired, anytime, given, happened, kPops, offered, ovation, rights, selected } from '#testing';

const CANNES = 'Festival de Cannes';
const runs = (...story: readonly Told[]) => festivalRuns(given(kPops, ...story).film);
const shownAt = (festival: string, venue: string) => happened('FilmScreened', { festival, venue });
const applause = (minutes: number, more: { readonly festival?: string; readonly venue?: string } = {}) =>
  happened('OvationReceived', { kind: 'standing', minutes, ...more });
const minutesAt = (...story: readonly Told[]) =>
  runs(...story).map(({ festival, year, ovations }) => [festival, year, ovations.map(({ data }) => data.minutes)]);

it('finds what happened at an edition under any spelling of its name', () => {
  const [run, ...others] = runs(
    selected('FESTIVAL DE CANNES').on('2024-04-11'),
    shownAt(CANNES, 'Grand Théâtre Lumière').on('2024-05-19'),
    applause(9, { festival: 'festival de  cannes' }).on('2024-05-19'),
    happened('AwardWon', { award: 'Palme d’Or', festival: CANNES }).on('2024-05-25'),
  );
  expect(others).toEqual([]);
  expect(run).toMatchObject({ festival: 'FESTIVAL DE CANNES', year: 2024, firstScreeningOn: '2024-05-19' });
  expect([run?.selections, run?.screenings, run?.ovations, run?.awards].map((all) => all?.length)).toEqual([
    1, 1, 1, 1,
  ]);
  expect(festivalKey('Mostra de València')).toBe(festivalKey('mostra de valencia'));
});

it('counts a selection of December for the edition of January, and editions apart', () => {
  const found = runs(
    selected('Sundance').on('2024-12-11'),
    shownAt('Sundance', 'Eccles Theatre').on('2025-01-27'),
    shownAt('Sundance', 'Eccles Theatre').on('2026-01-25'),
  );
  expect(found.map(({ year, selections, screenings }) => [year, selections.length, screenings.length])).toEqual([
    [2025, 1, 1],
    [2026, 0, 1],
  ]);
  expect(runs(selected('Sundance').on('2024-12-11')).map(({ year }) => year)).toEqual([2024]);
});

describe('an ovation that names no festival', () => {
  const cannes = shownAt(CANNES, 'Grand Théâtre Lumière').on('2024-05-19');
  const venice = shownAt('Venice', 'Sala Grande').on('2024-08-30');

  it('was given at the screening in its venue', () => {
    expect(minutesAt(cannes, venice, applause(9, { venue: 'Sala Grande, Lido' }).on('2024-08-30'))).toEqual([
      [CANNES, 2024, []],
      ['Venice', 2024, [9]],
    ]);
  });

  it('or at the last screening before it, as long as the festival can have lasted', () => {
    expect(minutesAt(cannes, applause(9).on('2024-05-19'), applause(13).on('2024-06-02'))).toEqual([
      [CANNES, 2024, [9, 13]],
    ]);
    expect(minutesAt(cannes, applause(9).on('2024-06-03'), ovation('standing', 8).on('2024-05-18'))).toEqual([
      [CANNES, 2024, []],
    ]);
  });
});

it('tells how long the first offer and the first deal took, from the first screening there', () => {
  const story = [
    offered('Early', rights('Italy')).on('2024-05-01'),
    shownAt(CANNES, 'Debussy').on('2024-05-21'),
    shownAt(CANNES, 'Lumière').on('2024-05-19'),
    offered('Neon', rights('Italy')).on('2024-05-22'),
    offered('Mubi', rights('Italy')).on('2024-05-30'),
    acquired('Neon', rights('Italy')).on('2024-06-18'),
  ];
  expect(runs(...story)).toMatchObject([{ daysToFirstOffer: 3, daysToFirstDeal: 30 }]);
  expect(runs(selected(CANNES), offered('Neon', rights('Italy')))).toMatchObject([
    { firstScreeningOn: null, daysToFirstOffer: null, daysToFirstDeal: null },
  ]);
});

it('has each selection once, whatever happened and when', () => {
  fc.assert(
    fc.property(fc.array(anytime, { maxLength: 15 }), (story) => {
      const { film } = given(kPops, ...story);
      const found = festivalRuns(film);
      expect(found.flatMap(({ selections }) => selections)).toHaveLength(film.selections.length);
      expect(new Set(found.map(({ festival, year }) => `${festivalKey(festival)} ${String(year)}`)).size).toBe(
        found.length,
      );
    }),
  );
});
