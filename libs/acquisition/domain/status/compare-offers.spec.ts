import * as fc from 'fast-check';
import type { Amount, Best, Terms } from '#acquisition/domain';
import { compareOffers, exact } from '#acquisition/domain';
import type { Told } from '#testing';
import {
  accepted,
  acquired,
  at,
  declined,
  given,
  happened,
  kPops,
  NOW,
  offered,
  rights,
  terms,
  unresolvedRights,
  usd,
} from '#testing';

const eur = (euros: number): Amount => exact(euros * 100, 'EUR');
const range = (least: number, most: number | null): Amount => ({
  kind: 'range',
  minMinor: least * 100,
  maxMinor: most === null ? null : most * 100,
  currency: 'USD',
  words: 'about',
});

const compare = (...story: readonly Told[]) => compareOffers(given(kPops, ...story).film, at(NOW));
const all = (...story: readonly Told[]) => compareOffers(given(kPops, ...story).film, at(NOW), { all: true });
const worldwide = (buyer: string, pays: Terms) => offered(buyer, rights('Worldwide'), pays);
const best = (currency: string | null, isDecided: boolean, ...buyers: readonly string[]): Best => ({
  currency,
  offerIds: buyers.map((buyer) => `offer-${buyer}`),
  isDecided,
});

describe('the best of a column', () => {
  it('is the highest sum of its currency, and never across two', () => {
    const { best: found } = compare(
      worldwide('Neon', terms(usd(3))),
      worldwide('Mubi', terms(usd(2))),
      worldwide('Pathé', terms(eur(4))),
    );
    expect(found.guarantee).toEqual([best('EUR', true, 'Pathé'), best('USD', true, 'Neon')]);
  });

  it('is several where they are equal', () => {
    const { best: found } = compare(worldwide('Neon', terms(usd(3))), worldwide('Mubi', terms(usd(3))));
    expect(found.headline).toEqual([best('USD', true, 'Neon', 'Mubi')]);
  });

  it('is undecided between a sum and a range that holds it, and decided against one that does not', () => {
    const { best: within } = compare(worldwide('Neon', terms(usd(3))), worldwide('Mubi', terms(range(2, 4))));
    expect(within.guarantee).toEqual([best('USD', false, 'Neon', 'Mubi')]);
    const { best: above } = compare(worldwide('Neon', terms(usd(5))), worldwide('Mubi', terms(range(2, 4))));
    expect(above.guarantee).toEqual([best('USD', true, 'Neon')]);
    const { best: open } = compare(worldwide('Neon', terms(usd(5))), worldwide('Mubi', terms(range(6, null))));
    expect(open.guarantee).toEqual([best('USD', true, 'Mubi')]);
  });

  it('is undecided where a price is undisclosed, or partly in another currency', () => {
    const { best: undisclosed } = compare(
      worldwide('Neon', terms(usd(3))),
      worldwide('Mubi', terms({ kind: 'unknown' })),
    );
    expect(undisclosed.guarantee).toEqual([best('USD', false, 'Neon', 'Mubi')]);
    const { best: mixed } = compare(
      worldwide('Neon', terms(usd(3))),
      worldwide('Mubi', terms(usd(2), { guaranteedBonuses: [eur(2)] })),
    );
    expect(mixed.headline).toEqual([best('EUR', true, 'Mubi'), best('USD', false, 'Neon', 'Mubi')]);
    expect(mixed.guarantee).toEqual([best('USD', true, 'Neon')]);
  });

  it('is what is better for the seller', () => {
    const { best: found } = compare(
      worldwide(
        'Neon',
        terms(usd(1), {
          grossPoints: 5,
          guaranteedScreens: 600,
          guaranteedDays: 45,
          licenceYears: 12,
          deliveryOn: '2025-02-01',
          pAndACommitment: usd(9),
          boxOfficeBumps: [{ boxOffice: usd(100), pays: usd(2) }],
        }),
      ),
      worldwide(
        'Mubi',
        terms(usd(1), { grossPoints: 4, licenceYears: 15, deliveryOn: '2025-03-01', conditions: ['Director’s cut'] }),
      ),
    );
    expect(found).toMatchObject({
      grossPoints: [best(null, true, 'Neon')],
      guaranteedScreens: [best(null, true, 'Neon')],
      guaranteedDays: [best(null, true, 'Neon')],
      licenceYears: [best(null, true, 'Neon')],
      deliveryOn: [best(null, true, 'Mubi')],
      conditions: [best(null, true, 'Neon')],
      pAndACommitment: [best('USD', true, 'Neon')],
      boxOfficeBumps: [best('USD', true, 'Neon')],
      guaranteedBonuses: [],
    });
  });
});

const money: fc.Arbitrary<Amount> = fc.oneof(
  fc.constant<Amount>({ kind: 'unknown' }),
  fc.integer({ min: 0, max: 9 }).map(usd),
  fc.integer({ min: 0, max: 9 }).map(eur),
  fc
    .tuple(fc.integer({ min: 0, max: 9 }), fc.option(fc.integer({ min: 0, max: 9 })))
    .map(([least, more]) => range(least, more === null ? null : least + more)),
);

it('is beaten by nobody for certain, in any order of offers, whatever they pay', () => {
  const certain = (amount: Amount, currency: string) =>
    amount.kind === 'exact' && amount.currency === currency ? amount.minor : undefined;
  fc.assert(
    fc.property(fc.array(money, { maxLength: 6 }), (paid) => {
      const story = paid.map((amount, n) => worldwide(String(n), terms(amount)));
      const { best: found } = compare(...story);
      const { best: reversed } = compare(...[...story].reverse());
      const sorted = (bests: readonly Best[]) => bests.map((one) => ({ ...one, offerIds: [...one.offerIds].sort() }));
      expect(sorted(reversed.guarantee)).toEqual(sorted(found.guarantee));
      for (const { currency, offerIds, isDecided } of found.guarantee) {
        const sums = paid.flatMap((amount) => certain(amount, currency ?? '') ?? []);
        for (const id of offerIds) {
          const own = certain(paid[Number(id.slice('offer-'.length))] ?? { kind: 'unknown' }, currency ?? '');
          if (own !== undefined) expect(own).toBe(Math.max(...sums));
        }
        if (isDecided && paid.some(({ kind }) => kind === 'unknown')) {
          // Who is certain to win over an undisclosed price? Nobody but the undisclosed one alone.
          expect(offerIds.map((id) => paid[Number(id.slice('offer-'.length))]?.kind)).toEqual(['unknown']);
        }
      }
    }),
  );
});

describe('the share of ask', () => {
  const ask = (territories: string, amount: Amount) => ({ rights: rights(territories), ask: amount });
  const estimates = (...lines: readonly ReturnType<typeof ask>[]) => happened('EstimatesSet', { estimates: lines });
  const shareOf = (...story: readonly Told[]) => compare(...story).offers[0]?.shareOfAsk.map(({ share }) => share);

  it('is the headline total against the asks of the lines touched', () => {
    const lines = estimates(ask('Italy', usd(400)), ask('Benelux', usd(100)), ask('Japan', usd(900)));
    const pays = terms(usd(300), { guaranteedBonuses: [usd(100)] });
    const { offers } = compare(lines, offered('Neon', rights('Italy, Benelux'), pays));
    expect(offers[0]?.shareOfAsk).toEqual([
      {
        currency: 'USD',
        ask: { currency: 'USD', minMinor: 50_000, maxMinor: 50_000, unknown: 0 },
        share: { least: 0.8, most: 0.8 },
      },
    ]);
  });

  it('lies between two where the price does, and is then compared as prices are', () => {
    const lines = estimates(ask('Italy', usd(400)));
    const [neon, mubi] = [
      offered('Neon', rights('Italy'), terms(range(100, 200))),
      offered('Mubi', rights('Italy'), terms(usd(150))),
    ];
    expect(shareOf(lines, neon)).toEqual([{ least: 0.25, most: 0.5 }]);
    expect(compare(lines, neon, mubi).best.shareOfAsk).toEqual([best('USD', false, 'Neon', 'Mubi')]);
    expect(compare(lines, neon, offered('Mubi', rights('Italy'), terms(eur(900)))).best.shareOfAsk).toEqual([
      best('USD', true, 'Neon'),
    ]);
  });

  it('is unknown where the two cannot be compared', () => {
    const italy = (pays: Terms) => offered('Neon', rights('Italy'), pays);
    expect(shareOf(estimates(ask('Italy', usd(400))), italy(terms(eur(300))))).toEqual([null]);
    expect(shareOf(estimates(ask('Italy', range(300, 400))), italy(terms(usd(300))))).toEqual([null]);
    expect(shareOf(estimates(ask('Italy', usd(0))), italy(terms(usd(1))))).toEqual([null]);
    expect(shareOf(estimates(ask('Japan', usd(400))), italy(terms(usd(300))))).toEqual([]);
  });
});

describe('the offers compared', () => {
  it('are those that wait for an answer, or all', () => {
    const story = [worldwide('Neon', terms(usd(1))), worldwide('Mubi', terms(usd(2))), declined('Mubi')];
    expect(compare(...story).offers.map(({ buyer }) => buyer)).toEqual(['Neon']);
    expect(compare(...story).best.guarantee).toEqual([best('USD', true, 'Neon')]);
    expect(all(...story).offers.map(({ buyer, status }) => [buyer, status])).toEqual([
      ['Neon', 'live'],
      ['Mubi', 'declined'],
    ]);
  });

  it('have the conflicts and warnings of now, whatever was known when they were made', () => {
    const { offers } = compare(
      worldwide('Neon', terms(usd(1))),
      acquired('Mubi', rights('Italy')),
      acquired('A24', unresolvedRights('a raft of international territories')),
    );
    expect(offers[0]?.conflicts).toEqual([
      { kind: 'rights out overlap', dealId: 'deal-Mubi', buyer: 'Mubi', overlap: 'Italy, all rights' },
    ]);
    expect(offers[0]?.warnings).toEqual(['A24: a raft of international territories']);
  });

  it('are not in the way of the deal that was made on them', () => {
    const signed = happened('FilmAcquired', {
      dealId: 'deal-Neon',
      offerId: 'offer-Neon',
      buyer: 'Neon',
      rights: rights('Worldwide'),
      terms: terms(usd(1)),
    });
    const { offers } = all(worldwide('Neon', terms(usd(1))), signed);
    expect(offers).toMatchObject([{ status: 'acquired', conflicts: [], until: null }]);
  });

  it('tell the time left and why one won', () => {
    const until = '2024-09-10T13:00:00.500Z';
    const live = offered('Neon', rights('Italy'), terms(usd(1)), until);
    expect(compare(live).offers).toMatchObject([{ until, secondsLeft: 3_600 }]);
    const yes = happened('OfferAccepted', {
      offerId: 'offer-Neon',
      reservedUntil: until,
      reason: 'A theatrical release',
    });
    expect(all(live, yes).offers).toMatchObject([
      { isOpen: false, isReserved: true, until, secondsLeft: 3_600, reason: 'A theatrical release' },
    ]);
    expect(compare(live, accepted('Neon')).offers).toEqual([]);
  });
});
