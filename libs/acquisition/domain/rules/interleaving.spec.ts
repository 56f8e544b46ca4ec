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
  releaseReservation,
  rescindDeal,
  revertRights,
  subtract,
  withdrawOffer,
} from '..';
import { FILM_ID, at, entryId, kPops, mandate, recorded, rights } from '#testing';

/** Agents decide on what they last saw; the store lets only those write who saw the newest. What remains is an order of commands. */
type Step = (film: FilmState, n: number, entry: Entry) => readonly [Rule<never>, object] | undefined;

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

const onOffer = (rule: Rule<{ readonly offerId: string }>): fc.Arbitrary<Step> =>
  fc.nat(50).map((which): Step => (film) => {
    const offerId = pick([...film.offers.keys()], which);
    return offerId === undefined ? undefined : does(rule, { offerId });
  });

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(buyer, request).map(
    ([who, wants]): Step =>
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
    ([who, wants]): Step =>
      () =>
        does(acquireFilm, { buyer: who, rights: wants }),
  ),
  fc
    .tuple(fc.nat(50), fc.option(request, { nil: undefined }), fc.boolean())
    .map(([which, part, revert]): Step => (film) => {
      const dealId = pick([...film.deals.keys()], which);
      if (dealId === undefined) return undefined;
      return does(revert ? revertRights : rescindDeal, { dealId, ...(part === undefined ? {} : { rights: part }) });
    }),
  fc.tuple(fc.nat(50), request).map(([which, wants]): Step => (film) => {
    const dealId = pick([...film.deals.keys()], which);
    return dealId === undefined ? undefined : does(amendDeal, { dealId, rights: wants });
  }),
);

const MINUTE = 60_000;
const START = Date.parse('2024-09-10T12:00:00.000Z');

function run(film: FilmState, ask: Step, n: number): { film: FilmState; accepted: string | undefined } {
  const now = at(new Date(START + n * MINUTE).toISOString());
  const actor = { user: `agent ${String(n % 3)}`, role: 'sales agent' };
  const entry: Entry = {
    id: entryId(100 + n),
    now,
    occurredAt: { on: now.instant, precision: 'instant' },
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
        for (const [n, ask] of steps.entries()) {
          const before = film;
          const { film: after, accepted } = run(film, ask, n);
          film = after;
          const now = at(new Date(START + n * MINUTE).toISOString());
          expect(doubleSales(film)).toEqual([]);
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
