import * as fc from 'fast-check';
import type { FilmEventType } from '#acquisition/domain';
import type { Told } from './facts';
import * as facts from './facts';
import { entryId } from './given';

const BUYERS = ['Neon', 'Mubi', 'A24', 'Sony'];
const buyer = fc.constantFrom(...BUYERS);
const TERRITORIES = [
  'Worldwide',
  'North America',
  'US',
  'Benelux',
  'Italy',
  'Worldwide - Italy',
  'Latin America',
  'French-speaking Europe',
];
const MEDIA = ['all rights', 'SVOD', 'theatrical', 'television', 'home video'];

/** Rights as the trade grants them, exclusive or not. */
export const someRights = fc
  .record({
    territories: fc.constantFrom(...TERRITORIES),
    media: fc.constantFrom(...MEDIA),
    exclusive: fc.boolean(),
    window: fc.constantFrom({}, { from: '2025-01-01' }, { to: '2030-01-01' }, { from: '2024-06-01', to: '2026-06-01' }),
  })
  .map(({ territories, media, exclusive, window }) => facts.rights(territories, { media, exclusive, ...window }));

const part = fc.option(someRights, { nil: undefined });
const price = fc.integer({ min: 0, max: 30_000_000 }).map((dollars) => facts.terms(facts.usd(dollars)));
const instant = fc.option(
  fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2026, 0, 1) }).map((ms) => new Date(ms).toISOString()),
  { nil: null },
);

const CORRECTIONS: readonly (readonly [FilmEventType, Record<string, unknown>])[] = [
  ['FilmScreened', { venue: 'Palais' }],
  ['OvationReceived', { minutes: 9 }],
  ['FilmAcquired', { buyer: 'Mubi' }],
];

/** Anything that can happen to a film, in no order and with no regard to rules. */
export const anything: fc.Arbitrary<Told> = fc.oneof(
  fc.constant(facts.kPops),
  fc.constantFrom('Cannes Film Festival', 'Venice').map(facts.selected),
  fc.constant(facts.screened('Grand Théâtre Lumière')),
  fc
    .tuple(fc.constantFrom('standing' as const, 'seated' as const), fc.option(fc.integer({ min: 1, max: 25 })))
    .map(([kind, minutes]) => facts.ovation(kind, minutes)),
  buyer.map(facts.passed),
  fc.tuple(buyer, fc.boolean(), instant).map(([who, exclusive, until]) => facts.talks(who, exclusive, until)),
  fc.tuple(buyer, someRights).map(([agent, covers]) => facts.mandate(agent, covers)),
  fc.constantFrom(...BUYERS).map((agent) => facts.happened('MandateEnded', { mandateId: `mandate-${agent}` })),
  fc
    .tuple(buyer, someRights, price, instant)
    .map(([who, wants, pays, expires]) => facts.offered(who, wants, pays, expires)),
  fc.tuple(buyer, price).map(([who, pays]) => facts.countered(who, pays)),
  fc.tuple(buyer, price).map(([who, pays]) => facts.raised(who, pays)),
  fc.tuple(buyer, instant).map(([who, until]) => facts.accepted(who, until)),
  buyer.map(facts.declined),
  buyer.map((who) => facts.happened('OfferLapsed', { offerId: `offer-${who}` })),
  fc.tuple(buyer, someRights, price).map(([who, holds, pays]) => facts.acquired(who, holds, pays)),
  buyer.map((who) => facts.acquired(who, facts.unresolvedRights('a raft of international territories'))),
  buyer.map(facts.executed),
  fc.tuple(buyer, part).map(([who, rights]) => facts.reverted(who, rights)),
  fc.tuple(buyer, part).map(([who, rights]) => facts.rescinded(who, rights)),
  fc.tuple(buyer, someRights).map(([who, where]) => facts.released(who, where)),
  fc.constant(facts.happened('FilmWithdrawn', {})),
  fc.constant(facts.happened('FilmReinstated', {})),
  fc
    .tuple(fc.integer({ min: 1, max: 20 }), fc.constantFrom(...CORRECTIONS))
    .map(([n, [type, changes]]) => facts.corrected(entryId(n), type, changes)),
  fc.integer({ min: 1, max: 20 }).map((n) => facts.retracted(entryId(n))),
  fc.integer({ min: 1, max: 20 }).map((n) => facts.attached(entryId(n))),
);

/** The same, on any day of two years, some known only to the week, month or year, some to the minute. */
export const anytime: fc.Arbitrary<Told> = fc
  .tuple(
    anything,
    fc.integer({ min: Date.UTC(2023, 0, 1), max: Date.UTC(2024, 8, 9) }).map((ms) => new Date(ms).toISOString()),
    fc.constantFrom(4, 7, 10, 24),
  )
  .map(([told, date, length]) => told.on(date.slice(0, length)));
