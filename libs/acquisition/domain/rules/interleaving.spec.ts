import * as fc from 'fast-check';
import type { Entry, FilmState, Rule } from '..';
import {
  acceptOffer,
  acquireFilm,
  amendDeal,
  conflictsOf,
  decide,
  declineOffer,
  doubleSales,
  evolve,
  heldBy,
  isEmpty,
  liveDeals,
  makeOffer,
  mandateCover,
  noFilm,
  show,
  utcDay,
  releaseReservation,
  rescindDeal,
  revertRights,
  subtract,
  withdrawOffer,
} from '..';
import { FILM_ID, at, entryId, kPops, mandate, recorded, rights } from '#testing';

/** Agents decide on what they last saw; the store lets only those write who saw the newest. What remains is an order of commands. */
type Ask = (film: FilmState, n: number, entry: Entry) => readonly [Rule<never>, object] | undefined;

/** What is asked, and how many days ago it is said to have occurred, known to the day or only to the month. */
interface Step {
  readonly ask: Ask;
  readonly daysAgo: number;
  readonly isVague: boolean;
}

const RUNS = 3_000;
const STEPS = 25;
const TERRITORIES = ['Worldwide', 'North America', 'US', 'Benelux', 'Italy', 'Latin America', 'Worldwide - Italy'];
const MEDIA = ['all rights', 'SVOD', 'theatrical', 'television'];
const BUYERS = ['Neon', 'Mubi', 'A24'];

const request = fc.record({
  territories: fc.constantFrom(...TERRITORIES),
  media: fc.constantFrom(...MEDIA),
  exclusive: fc.boolean(),
});
const buyer = fc.constantFrom(...BUYERS);
const pick = <T>(items: readonly T[], n: number): T | undefined => items[n % Math.max(items.length, 1)];
const does = <D extends object>(rule: Rule<D>, details: D): readonly [Rule<never>, object] => [rule, details];

const onOffer = (rule: Rule<{ readonly offerId: string }>): fc.Arbitrary<Ask> =>
  fc.nat(50).map((which): Ask => (film) => {
    const offerId = pick([...film.offers.keys()], which);
    return offerId === undefined ? undefined : does(rule, { offerId });
  });

const ask: fc.Arbitrary<Ask> = fc.oneof(
  fc.tuple(buyer, request).map(
    ([who, wants]): Ask =>
      () =>
        does(makeOffer, { buyer: who, rights: wants }),
  ),
  onOffer(acceptOffer),
  onOffer(acceptOffer),
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

const MINUTE = 60_000;
const DAY = 86_400_000;
const START = Date.parse('2024-09-10T12:00:00.000Z');

function run(
  film: FilmState,
  { ask, daysAgo, isVague }: Step,
  n: number,
): { film: FilmState; accepted: string | undefined } {
  const now = at(new Date(START + n * MINUTE).toISOString());
  const actor = { user: `agent ${String(n % 3)}`, role: 'sales agent' };
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

describe('whatever several agents do, in whatever order', () => {
  it('nothing is sold twice, nothing outside the mandate, no dead offer is accepted', () => {
    const covers = rights('Worldwide - Japan');
    fc.assert(
      fc.property(fc.array(step, { maxLength: STEPS }), (steps) => {
        let film = evolve(noFilm(FILM_ID), recorded([kPops, mandate('CAA', covers)]));
        for (const [n, step] of steps.entries()) {
          const before = film;
          const { film: after, accepted } = run(film, step, n);
          film = after;
          const now = at(new Date(START + n * MINUTE).toISOString());
          expect(doubleSales(film)).toEqual([]);
          expect(doubleSales(show(FILM_ID, film.history))).toEqual([]);
          for (const deal of liveDeals(film, now.day)) {
            expect(isEmpty(subtract(heldBy(deal), mandateCover(film, now.day).region))).toBe(true);
          }
          if (accepted === undefined) continue;
          const offer = before.offers.get(accepted);
          expect(DEAD.has(offer?.status ?? 'lapsed')).toBe(false);
          expect(offer && conflictsOf(before, offer.rights, now, offer)).toEqual([]);
        }
      }),
      { numRuns: RUNS },
    );
  });
});
