import * as fc from 'fast-check';
import type { Region } from '../rights';
import { EMPTY, equals, isEmpty, overlap, subtract, union } from '../rights';
import { FILM_ID, acquired, anytime, at, executed, kPops, offered, recorded, rights, terms, usd } from '#testing';
import { unresolvedRights } from '#testing';
import { show } from '../film';
import type { Told } from '#testing';
import { cellChanges, changedRegions, matrixCells } from './cell-changes';
import { days } from './holdings';

const TODAY = at('2024-09-10');
const film = (...told: readonly Told[]) => show(FILM_ID, recorded([kPops, ...told]));
const matrix = (...told: readonly Told[]) => matrixCells({ film: film(...told), at: TODAY });
const changes = (first: readonly Told[], second: readonly Told[]) =>
  cellChanges(matrix(...first), matrix(...second), TODAY.day).map(({ cells, before, after }) => [
    cells,
    before?.words,
    after?.words,
  ]);

it('says which cells became what, in the words of the trade', () => {
  const offer = offered('Neon', rights('Benelux, US', { media: 'SVOD' }), terms(usd(1_000)));
  expect(changes([], [offer])).toEqual([['Benelux, United States, SVOD', 'available', 'under offer from Neon']]);
  expect(changes([offer], [offer, acquired('Mubi', rights('Benelux'))])).toEqual([
    ['Benelux, SVOD', 'under offer from Neon', 'committed to Mubi'],
    ['Benelux, all rights - SVOD', 'available', 'committed to Mubi'],
  ]);
  expect(changes([offer], [offer])).toEqual([]);
});

it('names the events by which cells are what they are', () => {
  const deal = acquired('Mubi', rights('Italy'));
  const [change] = cellChanges(matrix(), matrix(deal, executed('Mubi')), TODAY.day);
  expect(change).toMatchObject({
    before: { status: 'available', eventIds: [] },
    after: { status: 'licensed', dealId: 'deal-Mubi', exclusive: true },
  });
  expect(change?.after?.eventIds).toHaveLength(2);
});

it('tells words that name no territory apart, and counts them nowhere', () => {
  const deal = acquired('Mubi', unresolvedRights('a raft of territories'));
  expect(changes([], [deal])).toEqual([['a raft of territories', undefined, 'committed to Mubi']]);
  expect(changes([deal], [deal, executed('Mubi')])).toEqual([
    ['a raft of territories', 'committed to Mubi', 'licensed to Mubi'],
  ]);
});

it('does not take days that have gone by for a change', () => {
  const told = [acquired('Neon', rights('US', { to: '2026-01-01' })).on('2024-09-07')];
  const seen = (day: string) => matrixCells({ film: film(...told), at: at(day) });
  expect(cellChanges(seen('2024-09-10'), seen('2025-12-31'), '2025-12-31')).toEqual([]);
  // What ended with its window was free from that day on before, and is now.
  expect(cellChanges(seen('2024-09-10'), seen('2026-01-01'), '2026-01-01')).toEqual([]);
});

it('has every cell that is another exactly once, and no other cell', () => {
  const moment = fc.constantFrom('2024-09-10', '2024-12-31', '2025-01-01', '2026-06-01');
  const story = fc.array(anytime, { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(story, story, moment, moment, (earlier, later, one, other) => {
      const [first, second] = [
        matrixCells({ film: film(...earlier), at: at(one) }),
        matrixCells({ film: film(...earlier, ...later), at: at(other) }),
      ];
      const day = one > other ? one : other;
      let changed: Region = EMPTY;
      for (const { region, before, after } of changedRegions(first, second, day)) {
        expect(before).not.toEqual(after);
        expect(isEmpty(overlap(changed, region))).toBe(true);
        changed = union(changed, region);
      }
      const rest = (cells: typeof first, key: string): Region =>
        subtract(overlap(cells.get(key)?.region ?? EMPTY, days(day, null)), changed);
      for (const key of new Set([...first.keys(), ...second.keys()]))
        expect(equals(rest(first, key), rest(second, key))).toBe(true);
    }),
    { numRuns: 300 },
  );
});
