import * as fc from 'fast-check';
import { DEADLINE_KINDS, deadlinesOf } from '..';
import type { Told } from '#testing';
import {
  accepted,
  acquired,
  anytime,
  corrected,
  declined,
  entryId,
  executed,
  given,
  happened,
  kPops,
  occurred,
  offered,
  passed,
  rescinded,
  retracted,
  reverted,
  rights,
  released,
  talks,
  terms,
  usd,
} from '#testing';

const NOON = '2024-09-10T12:00:00.000Z';
const LATER = '2024-09-20T12:00:00.000Z';

/** What is coming after a story, in the order of its kinds: kind and when. */
const coming = (...told: readonly Told[]) =>
  [...deadlinesOf(given(kPops, ...told).film)]
    .sort((a, b) => DEADLINE_KINDS.indexOf(a.kind) - DEADLINE_KINDS.indexOf(b.kind) || (a.on < b.on ? -1 : 1))
    .map(({ kind, on }) => [kind, on]);

const offer = offered('Neon', rights('US'), terms(usd(1_000_000)), NOON);
const dated = (releaseOn: string | null, distributor?: string) =>
  happened('ReleaseDated', {
    releaseOn: releaseOn === null ? null : occurred(releaseOn),
    ...(distributor === undefined ? {} : { distributor, rights: rights('US', { media: 'theatrical' }) }),
  });

describe('offers', () => {
  it('expire until they are answered', () => {
    expect(coming(offer)).toEqual([['offer expires', NOON]]);
    expect(coming(offer, declined('Neon'))).toEqual([]);
    expect(coming(offer, happened('OfferLapsed', { offerId: 'offer-Neon' }))).toEqual([]);
    expect(coming(offered('Neon', rights('US')))).toEqual([]);
  });

  it('say whose they are, for what, and where it is written', () => {
    expect(deadlinesOf(given(kPops, offer).film)).toEqual([
      {
        kind: 'offer expires',
        on: NOON,
        buyer: 'Neon',
        says: 'The offer of Neon for US, all rights expires',
        eventId: entryId(2),
        offerId: 'offer-Neon',
        dealId: null,
      },
    ]);
  });

  it('that were accepted are reserved until a time, and their memo is due from the day of the yes', () => {
    const yes = accepted('Neon', LATER).on('2024-09-08');
    expect(coming(offer, yes)).toEqual([
      ['reservation ends', LATER],
      ['deal memo due', '2024-09-08'],
    ]);
    expect(coming(offer, accepted('Neon').on('2024-09-08'))).toEqual([['deal memo due', '2024-09-08']]);
    const memo = happened('FilmAcquired', {
      dealId: 'deal-Neon',
      offerId: 'offer-Neon',
      buyer: 'Neon',
      rights: rights('US'),
      terms: terms({ kind: 'unknown' }),
    });
    expect(coming(offer, yes, memo.on('2024-09-09'))).toEqual([['long form due', '2024-09-09']]);
  });

  it('follow what is corrected and retracted', () => {
    const yes = accepted('Neon', LATER).on('2024-09-08');
    const moved = corrected(entryId(3), 'OfferAccepted', { reservedUntil: NOON });
    expect(coming(offer, yes, moved)).toEqual([
      ['reservation ends', NOON],
      ['deal memo due', '2024-09-08'],
    ]);
    expect(coming(offer, yes, retracted(entryId(3)))).toEqual([['offer expires', NOON]]);
    expect(coming(offer, retracted(entryId(2)))).toEqual([]);
  });
});

it('exclusive talks end at their time, or with a pass or a deal', () => {
  expect(coming(talks('Neon', true, NOON))).toEqual([['negotiation ends', NOON]]);
  expect(coming(talks('Neon', false, NOON))).toEqual([]);
  expect(coming(talks('Neon', true, NOON), passed('Neon'))).toEqual([]);
  expect(coming(talks('Neon', true, NOON), acquired('Neon', rights('US')), executed('Neon'))).toEqual([]);
});

it('nobody waits for the long form of a deal that was told as history', () => {
  const on = (day: string) => coming(acquired('Neon', rights('US')).on(day));
  expect(on('2023-09-11')).toEqual([['long form due', '2023-09-11']]);
  expect(on('2023-09-10')).toEqual([]);
});

describe('deals', () => {
  const wants = rights('Italy', {
    from: '2025-01-01',
    to: '2030-01-01',
    holdbacks: [{ media: 'SVOD', untilDay: '2026-01-01' }],
  });
  const deal = acquired('Neon', wants, terms({ kind: 'unknown' }, { deliveryOn: '2024-12-01' })).on('2024-09-08');

  it('are to be executed, delivered, and begin, are freed and end', () => {
    expect(coming(deal)).toEqual([
      ['long form due', '2024-09-08'],
      ['delivery due', '2024-12-01'],
      ['holdback ends', '2025-12-31'],
      ['licence window begins', '2025-01-01'],
      ['licence window ends', '2029-12-31'],
    ]);
    const done = [executed('Neon'), happened('DeliveryAccepted', { dealId: 'deal-Neon' })];
    expect(coming(deal, ...done).map(([kind]) => kind)).toEqual([
      'holdback ends',
      'licence window begins',
      'licence window ends',
    ]);
  });

  it('have nothing coming once they are over', () => {
    expect(coming(deal, rescinded('Neon'))).toEqual([]);
    expect(coming(deal, reverted('Neon'))).toEqual([]);
    expect(coming(deal, retracted(entryId(2)))).toEqual([]);
  });

  it('count a holdback from the first release, once there was one', () => {
    const holds = rights('Italy', { holdbacks: [{ media: 'SVOD', daysAfterFirstRelease: 100 }] });
    const held = [acquired('Neon', holds), executed('Neon')];
    expect(coming(...held)).toEqual([]);
    expect(coming(...held, released('Neon', rights('US')).on('2024-09-09'))).toEqual([['holdback ends', '2024-12-17']]);
  });

  it('do not begin on the day they were made, nor end on one that was told', () => {
    expect(coming(acquired('Neon', rights('Italy')).on('2024-01-01'), executed('Neon'))).toEqual([]);
    const part = reverted('Neon', rights('Italy', { media: 'SVOD' })).on('2024-09-08');
    expect(coming(acquired('Neon', rights('Italy')).on('2024-01-01'), executed('Neon'), part)).toEqual([]);
  });
});

it('mandates end with their window, unless they were ended', () => {
  const granted = happened('MandateGranted', {
    mandateId: 'mandate-CAA',
    agent: 'CAA',
    rights: rights('Worldwide', { to: '2027-01-01' }),
  });
  expect(coming(granted)).toEqual([['mandate window ends', '2026-12-31']]);
  expect(coming(granted, happened('MandateEnded', { mandateId: 'mandate-CAA' }))).toEqual([]);
});

describe('releases', () => {
  it.each([
    ['2026-02-27', '2026-02-27'],
    ['2026-W09', '2026-03-01'],
    ['2026-02', '2026-02-28'],
    ['2028-02', '2028-02-29'],
    ['2026-12', '2026-12-31'],
    ['2026', '2026-12-31'],
  ])('announced for %s are over on %s', (date, last) => {
    expect(coming(dated(date))).toEqual([['release', last]]);
  });

  it('are moved, taken back, and gone once the film opened', () => {
    const first = dated('2026-02-27', 'Aura');
    expect(coming(first, dated('2026-03-06', 'Aura'))).toEqual([['release', '2026-03-06']]);
    expect(coming(first, dated(null))).toEqual([]);
    expect(coming(first, dated('2026-04-01', 'Sun'))).toEqual([
      ['release', '2026-02-27'],
      ['release', '2026-04-01'],
    ]);
    expect(coming(first, released('Aura', rights('US')))).toEqual([]);
    expect(coming(first, released('Sun', rights('US')))).toHaveLength(1);
    expect(coming(first, released('Aura', rights('Italy')))).toHaveLength(1);
  });
});

it('are found in any history, each with a day or moment, a sentence, and an entry that is there', () => {
  fc.assert(
    fc.property(fc.array(anytime, { maxLength: 15 }), (told) => {
      const { film } = given(kPops, ...told);
      const known = new Set(film.history.map(({ id }) => id));
      for (const { on, says, eventId } of deadlinesOf(film)) {
        expect(on).toMatch(/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d\.\d{3}Z)?$/);
        expect(says).toMatch(/^[A-Z].*[^.]$/);
        expect(known.has(eventId) || /^(deal|offer|mandate)-/.test(eventId)).toBe(true);
      }
    }),
  );
});
