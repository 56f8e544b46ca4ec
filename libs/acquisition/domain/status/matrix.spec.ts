import type { Told } from '#testing';
import * as fc from 'fast-check';
import { equals, isEmpty, overlap, regionOf, union } from '../rights';
import { doubleSales, shareOf, statusMatrix } from '.';
import { days } from './holdings';
import {
  accepted,
  acquired,
  anything,
  at,
  executed,
  given,
  happened,
  kPops,
  mandate,
  offered,
  rights,
  unresolvedRights,
} from '#testing';

const NOW = at('2024-09-10T12:00:00Z');

const cells = (...story: readonly Told[]) =>
  statusMatrix(given(kPops, ...story).film, NOW).map(({ status, territories, media, buyer }) => [
    status,
    territories,
    media,
    buyer,
  ]);

describe('the matrix', () => {
  it('shows what is sold, reserved, offered and free', () => {
    expect(
      cells(
        acquired('Aura', rights('US')),
        acquired('Eagle', rights('Italy', { media: 'theatrical' })),
        executed('Eagle'),
        offered('Mubi', rights('Benelux')),
        accepted('Mubi'),
        offered('Neon', rights('Japan', { media: 'SVOD' })),
      ),
    ).toEqual([
      ['licensed', 'Italy', 'theatrical', 'Eagle'],
      ['committed', 'United States', 'all rights', 'Aura'],
      ['reserved', 'Benelux', 'all rights', 'Mubi'],
      ['under offer', 'Japan', 'SVOD', 'Neon'],
      ...cells(
        acquired('Aura', rights('US')),
        acquired('Eagle', rights('Italy', { media: 'theatrical' })),
        acquired('Mubi', rights('Benelux')),
        acquired('Neon', rights('Japan', { media: 'SVOD' })),
      ).filter(([status]) => status === 'available'),
    ]);
  });

  it('shows what the mandate does not cover, and what it covers no more', () => {
    expect(cells(mandate('CAA', rights('North America')))).toEqual([
      ['not controlled', 'International', 'all rights', undefined],
      ['available', 'North America', 'all rights', undefined],
    ]);
    expect(cells(mandate('CAA', rights('US')), happened('MandateEnded', { mandateId: 'mandate-CAA' }))).toEqual([
      ['expired', 'United States', 'all rights', undefined],
      ['not controlled', 'Worldwide - United States', 'all rights', undefined],
    ]);
  });

  it('shows as expired what a mandate covered until its window ran out', () => {
    expect(cells(mandate('CAA', rights('US', { to: '2024-01-01' })))).toEqual([
      ['expired', 'United States', 'all rights', undefined],
      ['not controlled', 'Worldwide - United States', 'all rights', undefined],
    ]);
  });

  it('shows a holdback of another deal until its day', () => {
    const story = acquired(
      'Metropolitan',
      rights('France', { media: 'theatrical', holdbacks: [{ media: 'SVOD', untilDay: '2025-01-01' }] }),
    );
    const heldBack = statusMatrix(given(kPops, story).film, NOW).filter(({ status }) => status === 'held back');
    expect(heldBack).toMatchObject([
      {
        territories: 'France',
        media: 'SVOD',
        window: { from: '2024-09-10', to: '2025-01-01' },
        dealId: 'deal-Metropolitan',
      },
    ]);
  });

  it('shows words that resolve to nothing, and counts them for nothing', () => {
    const film = given(kPops, acquired('Mubi', unresolvedRights('a raft of international territories'))).film;
    expect(statusMatrix(film, NOW)).toMatchObject([
      { status: 'committed', territories: 'a raft of international territories', isUnresolved: true },
      { status: 'available', territories: 'Worldwide', media: 'all rights' },
    ]);
    expect(shareOf(film, NOW)).toEqual({ acquired: 0, isAll: false });
  });

  it('frees a licence when its window is over', () => {
    expect(cells(acquired('Aura', rights('US', { to: '2024-09-10' })))).toEqual([
      ['available', 'Worldwide', 'all rights', undefined],
    ]);
  });

  it('names for each cell the events that made it so', () => {
    const { film } = given(kPops, acquired('Aura', rights('US')), executed('Aura'));
    expect(statusMatrix(film, NOW)[0]?.eventIds).toEqual(film.history.slice(1).map(({ id }) => id));
  });

  it('covers every cell exactly once, whatever happened', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 25 }), (story) => {
        const blocks = statusMatrix(given(kPops, ...story).film, NOW).filter(({ isUnresolved }) => !isUnresolved);
        const regions = blocks.map(({ countries, mediaList, window, languages, exceptLanguages }) =>
          regionOf([
            {
              territories: countries,
              media: mediaList,
              window,
              languages,
              exclusive: true,
              ...(exceptLanguages && { exceptLanguages }),
            },
          ]),
        );
        const [first, ...others] = regions;
        let sum = first ?? [];
        for (const region of others) {
          expect(isEmpty(overlap(sum, region))).toBe(true);
          sum = union(sum, region);
        }
        expect(equals(sum, days(NOW.day, null))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the share', () => {
  it('weighs every lot and medium of the mandate the same', () => {
    const share = (...story: readonly Told[]) => shareOf(given(kPops, ...story).film, NOW).acquired;
    expect(share(acquired('Apple', rights('Worldwide')))).toBe(1);
    expect(share(acquired('Aura', rights('US')))).toBeCloseTo(1 / 49, 4);
    expect(share(mandate('CAA', rights('North America')), acquired('Aura', rights('US')))).toBe(0.5);
    expect(share(mandate('CAA', rights('US')), acquired('Aura', rights('US', { media: 'SVOD' })))).toBe(0.05);
    expect(share()).toBe(0);
  });

  it('is never rounded up to everything', () => {
    const allButOneCell = [
      acquired('Apple', rights('Worldwide', { media: 'theatrical' })),
      acquired('Mubi', rights('Worldwide - Bouvet Island', { media: 'SVOD' })),
    ];
    const mandated = happened('MandateGranted', {
      mandateId: 'm',
      agent: 'CAA',
      rights: rights('Worldwide', { media: 'theatrical, SVOD' }),
    });
    const share = shareOf(given(kPops, mandated, ...allButOneCell).film, NOW);
    expect(share.isAll).toBe(false);
    expect(share.acquired).toBeGreaterThan(0.99);
    expect(share.acquired).toBeLessThan(1);
  });
});

describe('double sales', () => {
  it('are found between any two deals where either is exclusive', () => {
    const avod = rights('US', { media: 'AVOD', exclusive: false });
    expect(doubleSales(given(kPops, acquired('Tubi', avod), acquired('Pluto', avod)).film)).toEqual([]);
    const clash = doubleSales(given(kPops, acquired('Tubi', avod), acquired('Neon', rights('US'))).film).map(
      ({ conflict }) => conflict,
    );
    expect(clash).toEqual([
      {
        kind: 'rights out overlap',
        dealId: 'deal-Neon',
        buyer: 'Neon',
        overlap: 'United States, AVOD, from 7 September 2024',
      },
    ]);
  });
});
