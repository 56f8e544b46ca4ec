import type { Told } from '#testing';
import {
  accepted,
  acquired,
  countered,
  declined,
  executed,
  given,
  happened,
  kPops,
  mandate,
  offered,
  ovation,
  passed,
  released,
  rescinded,
  reverted,
  reviewed,
  rights,
  screened,
  selected,
  talks,
  terms,
  unresolvedRights,
  usd,
  entryId,
} from '#testing';

const phaseAfter = (...story: readonly Told[]) => given(kPops, ...story).phase().phase;

describe('the phase, first rule that holds', () => {
  it.each([
    ['registered', []],
    ['selected', [selected('TIFF')]],
    ['awaiting acquisition', [selected('TIFF'), screened('Princess of Wales Theatre')]],
    ['offers in', [screened('Eccles'), offered('Neon', rights('US'))]],
    ['in negotiation', [screened('Eccles'), offered('Neon', rights('US')), countered('Neon', terms(usd(2)))]],
    ['in negotiation', [screened('Eccles'), talks('Netflix', true)]],
    ['reserved', [offered('Neon', rights('US')), accepted('Neon')]],
    ['partly acquired', [acquired('Aura', rights('US'))]],
    ['acquired', [acquired('Apple', rights('Worldwide'))]],
    ['acquired', [mandate('CAA', rights('US')), acquired('Aura', rights('US'))]],
    ['released', [acquired('Aura', rights('US')), released('Aura', rights('US', { media: 'theatrical' }))]],
    ['withdrawn', [acquired('Aura', rights('US')), released('Aura', rights('US')), happened('FilmWithdrawn', {})]],
  ] as const)('is "%s"', (phase, story) => {
    expect(phaseAfter(...story)).toBe(phase);
  });

  it('falls back when an offer dies or a deal is undone', () => {
    expect(phaseAfter(screened('Eccles'), offered('Neon', rights('US')), declined('Neon'))).toBe(
      'awaiting acquisition',
    );
    expect(phaseAfter(screened('Eccles'), acquired('Aura', rights('US')), rescinded('Aura'))).toBe(
      'awaiting acquisition',
    );
    expect(
      phaseAfter(
        screened('Eccles'),
        acquired('Aura', rights('US')).on('2024-09-01'),
        reverted('Aura').on('2024-09-05'),
      ),
    ).toBe('awaiting acquisition');
    expect(phaseAfter(screened('Eccles'), happened('FilmWithdrawn', {}), happened('FilmReinstated', {}))).toBe(
      'awaiting acquisition',
    );
  });

  it('is never decided by ovations or reviews: they are signal', () => {
    expect(phaseAfter(ovation('standing', 22), reviewed('Variety'))).toBe('registered');
  });

  it('counts a deal whose territories nobody named, but never as everything', () => {
    expect(phaseAfter(acquired('Mubi', unresolvedRights('territories not stated')))).toBe('partly acquired');
    expect(phaseAfter(acquired('Universal', unresolvedRights('distribution')), reverted('Universal'))).toBe(
      'registered',
    );
  });

  it('is not released by somebody who never acquired that right', () => {
    expect(phaseAfter(acquired('Aura', rights('US')), released('Somebody', rights('Japan')))).toBe('partly acquired');
    expect(phaseAfter(screened('Eccles'), released('Somebody', rights('US')))).toBe('awaiting acquisition');
  });

  it('ends exclusive talks with the buyer’s pass or deal, or at their time', () => {
    expect(phaseAfter(talks('Netflix', true), passed('Netflix'))).toBe('registered');
    expect(phaseAfter(talks('Netflix', true, '2024-09-10T11:59:59.000Z'))).toBe('registered');
    expect(phaseAfter(talks('Netflix', false))).toBe('registered');
  });

  it('names its rule and the events that it rests on', () => {
    const { phase, reason } = given(
      kPops,
      screened('Eccles'),
      acquired('Aura', rights('US')),
      executed('Aura'),
    ).phase();
    expect([phase, reason]).toEqual([
      'partly acquired',
      {
        rule: 4,
        words: 'something under the mandate is committed or licensed, not everything',
        eventIds: [entryId(3), entryId(4)],
      },
    ]);
  });

  it('is not changed by time where it is released or withdrawn', () => {
    const open = offered('Neon', rights('Japan'), terms(usd(1)), '2024-09-12T18:00:00.000Z');
    const sold = acquired('Aura', rights('US'));
    expect(given(kPops, open, sold, released('Aura', rights('US'))).phase().until).toBeNull();
    expect(given(kPops, open, happened('FilmWithdrawn', {})).phase().until).toBeNull();
    expect(given(kPops, open, sold).phase().until).toBeNull();
    expect(given(kPops, open).phase().until).toBe('2024-09-12T18:00:00.000Z');
  });

  it('changes by time alone only when it says so', () => {
    const reserved = given(
      kPops,
      screened('Eccles'),
      offered('Neon', rights('US')),
      accepted('Neon', '2024-09-12T18:00:00.000Z'),
    );
    expect(reserved.phase('2024-09-12T17:59:59Z')).toMatchObject({
      phase: 'reserved',
      until: '2024-09-12T18:00:00.000Z',
    });
    expect(reserved.phase('2024-09-12T18:00:00Z').phase).toBe('awaiting acquisition');
  });
});
