import * as fc from 'fast-check';
import type { At, Entry, FilmState, Region, Rule } from '..';
import {
  ALL_RIGHTS_WORLDWIDE,
  acceptOffer,
  acquireFilm,
  amendDeal,
  approveOffer,
  conflictsOf,
  counterOffer,
  decide,
  declineOffer,
  doubleSales,
  evolve,
  freePart,
  heldBy,
  isBelowTake,
  isEmpty,
  isReserved,
  liveDeals,
  makeOffer,
  mandateCover,
  noFilm,
  overlap,
  raiseOffer,
  regionOf,
  regionOfRights,
  releaseReservation,
  rescindDeal,
  revertRights,
  show,
  subtract,
  utcDay,
  withdrawOffer,
} from '..';
import { FILM_ID, at, entryId, happened, kPops, mandate, recorded, rights, usd } from '#testing';

/** Agents decide on what they last saw; the store lets only those write who saw the newest. What remains is an order of commands. */
type Ask = (film: FilmState, n: number, entry: Entry) => readonly [Rule<never>, object] | undefined;

/** What is asked, and how many days ago it is said to have occurred, known to the day or only to the month. */
interface Step {
  readonly ask: Ask;
  readonly daysAgo: number;
  readonly isVague: boolean;
}

const RUNS = 100_000;
const STEPS = 12;
const TERRITORIES = ['Worldwide', 'North America', 'US', 'Benelux', 'Italy', 'Latin America', 'Worldwide - Italy'];
const MEDIA = ['all rights', 'SVOD', 'theatrical', 'television'];
const BUYERS = ['Neon', 'Mubi', 'A24'];

const MINUTE = 60_000;
const DAY = 86_400_000;
const START = Date.parse('2024-09-10T12:00:00.000Z');

const request = fc.record({
  territories: fc.constantFrom(...TERRITORIES),
  media: fc.constantFrom(...MEDIA),
  exclusive: fc.boolean(),
});
const buyer = fc.constantFrom(...BUYERS);
const price = fc
  .integer({ min: 1, max: 4 })
  .map((millions) => ({ guarantee: { minor: millions * 100_000_000, currency: 'USD' } }));
/** Some offers run out while the story goes on, a minute for each step. */
const expiry = fc.option(
  fc.integer({ min: 1, max: 20 }).map((minutes) => new Date(START + minutes * MINUTE).toISOString()),
  { nil: undefined },
);
const pick = <T>(items: readonly T[], n: number): T | undefined => items[n % Math.max(items.length, 1)];
const does = <D extends object>(rule: Rule<D>, details: D): readonly [Rule<never>, object] => [rule, details];

const onOffer = (rule: Rule<{ readonly offerId: string }>): fc.Arbitrary<Ask> =>
  fc.nat(50).map((which): Ask => (film) => {
    const offerId = pick([...film.offers.keys()], which);
    return offerId === undefined ? undefined : does(rule, { offerId });
  });

const withTerms = (rule: typeof raiseOffer | typeof counterOffer): fc.Arbitrary<Ask> =>
  fc.tuple(fc.nat(50), price).map(([which, terms]): Ask => (film) => {
    const offerId = pick([...film.offers.keys()], which);
    return offerId === undefined ? undefined : does(rule as Rule<object>, { offerId, terms });
  });

const ask: fc.Arbitrary<Ask> = fc.oneof(
  fc.tuple(buyer, request, price, expiry).map(
    ([who, wants, terms, expiresAt]): Ask =>
      () =>
        does(makeOffer, { buyer: who, rights: wants, terms, ...(expiresAt === undefined ? {} : { expiresAt }) }),
  ),
  onOffer(acceptOffer),
  onOffer(acceptOffer),
  onOffer(approveOffer),
  withTerms(raiseOffer),
  withTerms(counterOffer),
  onOffer(acquireFilm),
  onOffer(declineOffer),
  onOffer(withdrawOffer),
  onOffer(releaseReservation),
  fc.tuple(buyer, request).map(
    ([who, wants]): Ask =>
      () =>
        does(acquireFilm, { buyer: who, rights: wants }),
  ),
  fc
    .tuple(fc.nat(50), fc.option(request, { nil: undefined }), fc.boolean())
    .map(([which, part, revert]): Ask => (film) => {
      const dealId = pick([...film.deals.keys()], which);
      if (dealId === undefined) return undefined;
      return does(revert ? revertRights : rescindDeal, { dealId, ...(part === undefined ? {} : { rights: part }) });
    }),
  fc.tuple(fc.nat(50), request).map(([which, wants]): Ask => (film) => {
    const dealId = pick([...film.deals.keys()], which);
    return dealId === undefined ? undefined : does(amendDeal, { dealId, rights: wants });
  }),
);

const step: fc.Arbitrary<Step> = fc.record({
  ask,
  daysAgo: fc.oneof(fc.constant(0), fc.nat(60)),
  isVague: fc.boolean(),
});

function run(
  film: FilmState,
  { ask, daysAgo, isVague }: Step,
  n: number,
): { film: FilmState; accepted: string | undefined } {
  const now = at(new Date(START + n * MINUTE).toISOString());
  const actor = { user: `agent ${String(n % 3)}`, role: n % 3 === 0 ? 'executive' : 'sales agent' };
  const entry: Entry = {
    id: entryId(100 + n),
    now,
    occurredAt:
      daysAgo === 0
        ? { on: now.instant, precision: 'instant' }
        : { on: utcDay(new Date(START - daysAgo * DAY).toISOString()), precision: isVague ? 'month' : 'day' },
    source: { kind: 'witnessed' },
    actor,
  };
  const asked = ask(film, n, entry);
  if (asked === undefined) return { film, accepted: undefined };
  const decision = decide(asked[0] as Rule<object>, film, asked[1], entry);
  if (decision.refused) return { film, accepted: undefined };
  const events = decision.facts.map((fact, index) => ({
    ...fact,
    id: index === 0 ? entry.id : `${entry.id}/${String(index)}`,
    occurredAt: entry.occurredAt,
    source: entry.source,
    actor,
    recordedAt: now.instant,
    revision: film.history.length + index,
  }));
  const accepted = decision.facts.find(({ type }) => type === 'OfferAccepted');
  return {
    film: evolve(film, events),
    accepted: accepted?.type === 'OfferAccepted' ? accepted.data.offerId : undefined,
  };
}

const DEAD = new Set(['acquired', 'declined', 'withdrawn', 'lapsed', 'released', 'accepted']);

const from = ({ day }: At): Region =>
  regionOf(ALL_RIGHTS_WORLDWIDE.blocks.map((block) => ({ ...block, window: { from: day, to: null } })));

const freeFrom = (film: FilmState, now: At): Region => overlap(freePart(film, ALL_RIGHTS_WORLDWIDE, now), from(now));

const isSame = (a: Region, b: Region): boolean => isEmpty(subtract(a, b)) && isEmpty(subtract(b, a));

/** What a rescission or a reversion took from its deal is free now, but for what others share of it; no other deal has changed. */
function expectExactlyReopened(before: FilmState, after: FilmState, now: At): void {
  const type = after.history.at(-1)?.type;
  if (after === before || (type !== 'RightsReverted' && type !== 'DealRescinded')) return;
  const changed = [...after.deals.values()].filter((deal) => deal !== before.deals.get(deal.dealId));
  expect(changed).toHaveLength(1);
  const lost = changed.flatMap((deal) => {
    const had = before.deals.get(deal.dealId);
    return had === undefined ? [] : [overlap(subtract(heldBy(had), heldBy(deal)), from(now))];
  });
  const others = [
    ...[...after.deals.values()].filter((deal) => !changed.includes(deal)).map(heldBy),
    ...[...after.offers.values()].filter((offer) => isReserved(offer, now)).map(({ rights }) => regionOfRights(rights)),
  ];
  const expected = others.reduce(subtract, overlap(lost[0] ?? from(now), mandateCover(after, now.day).region));
  expect(isSame(subtract(freeFrom(after, now), freeFrom(before, now)), expected)).toBe(true);
}

describe('whatever several agents do, in whatever order', () => {
  it('nothing is sold twice, outside the mandate or below take unapproved; no dead offer is accepted; a reversion reopens what was held', () => {
    const covers = rights('Worldwide - Japan');
    const take = happened('EstimatesSet', { estimates: [{ rights: rights('US'), take: usd(2_000_000) }] });
    fc.assert(
      fc.property(fc.array(step, { maxLength: STEPS }), (steps) => {
        let film = evolve(noFilm(FILM_ID), recorded([kPops, mandate('CAA', covers), take]));
        for (const [n, step] of steps.entries()) {
          const before = film;
          const { film: after, accepted } = run(film, step, n);
          film = after;
          const now = at(new Date(START + n * MINUTE).toISOString());
          expectExactlyReopened(before, after, now);
          if (accepted === undefined) continue;
          const offer = before.offers.get(accepted);
          expect(DEAD.has(offer?.status ?? 'lapsed')).toBe(false);
          expect(offer && conflictsOf(before, offer.rights, now, offer)).toEqual([]);
          expect(offer && isBelowTake(before, offer, offer)).toBe(false);
        }
        // What was sold twice once stays so in one of the two orders, unless it was given back.
        expect(doubleSales(film)).toEqual([]);
        expect(doubleSales(show(FILM_ID, film.history))).toEqual([]);
        const now = at(new Date(START + steps.length * MINUTE).toISOString());
        for (const deal of liveDeals(film, now.day))
          expect(isEmpty(subtract(heldBy(deal), mandateCover(film, now.day).region))).toBe(true);
      }),
      { numRuns: RUNS },
    );
  }, 600_000);
});
