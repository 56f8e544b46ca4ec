import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { MarketEvent, MarketFact } from '#acquisition/domain';
import { eventsAt, filmAt, happenedBy } from '#acquisition/domain';
import { Refused, actorMetadata, filmCodec, filmStream, storedData, toFilmEvent } from '#acquisition/film-stream';
import { BUYERS_STREAM, marketCodec, storedMarketName, toMarketEvent } from '#acquisition/market-stream';
import type { EventStore, RecordedEvent } from '#event-store';
import { newId } from '#event-store';
import { openEvidenceFolder } from '#evidence/folder';
import { openSqliteEventStore } from '#event-store/sqlite';
import type { ReadStore } from '#read-store';
import { openReadStore, promoteGeneration, readGenerations } from '#read-store';
import { buildInMemory } from '#subscriptions';
import type { Told } from '#testing';
import { happened, occurred, offered, registered, rights, terms, usd } from '#testing';
import type { LateEntry } from '#testing/history';
import { lateEntries, recordHistory } from '#testing/history';
import type { AskedMoment } from '../asked-moment';
import { readMoment } from '../asked-moment';
import { slateAvails } from '../avails/avails.queries';
import { buyer } from '../buyers/buyer.queries';
import { buyerDuplicates, buyers } from '../buyers/buyers.queries';
import { deadlines } from '../deadlines/deadlines.queries';
import { festival, festivals } from '../festivals/festivals.queries';
import { offers } from '../offers/offers.queries';
import type { QueryClock, QuerySources } from '../query-sources';
import { querySources } from '../query-sources';
import { UTC_ZONE, reportingZone } from '../reporting-zone';
import type { ReportingZone } from '../reporting-zone';
import type { ViewTables } from '../views-of';
import { viewsOf } from '../views-of';

const FILMS = [
  { filmId: '01900000-0000-7000-8000-0000000000f1', told: registered('K-Pops!', 2024, 'Anderson .Paak') },
  { filmId: '01900000-0000-7000-8000-0000000000f2', told: registered('Palm Springs', 2020, 'Max Barbakow') },
  // Of which nothing more is ever told.
  { filmId: '01900000-0000-7000-8000-0000000000f3', told: registered('Eden', 2024, 'Ron Howard') },
].map(({ filmId, told }) => ({ filmId, told: told.on('2022-06-01') }));
const [FIRST = '', SECOND = ''] = FILMS.map(({ filmId }) => filmId);
const SEED = 20_240_907;
const TORONTO = reportingZone('America/Toronto', (instant) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/Toronto' }).format(new Date(instant)),
);

let folder: string;
let opened: (EventStore | ReadStore<ViewTables>)[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ovation-then-'));
});
afterEach(async () => {
  for (const one of opened) await one.close();
  opened = [];
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function newStore(now: () => number): EventStore {
  const store = openSqliteEventStore({ file: join(folder, `${newId()}.db`), now });
  opened.push(store);
  return store;
}

/** Every view of a log; `live` where they have come to its end. */
async function viewsBuilt(store: EventStore, zone: ReportingZone, live: boolean): Promise<ReadStore<ViewTables>> {
  const memory = await openReadStore<ViewTables>({ url: 'sqlite::memory:' });
  opened.push(memory);
  for (const view of viewsOf(store, zone)) await buildInMemory({ store, memory, view });
  if (live)
    await memory.transaction(async (tx) => {
      for (const generation of await readGenerations(tx)) await promoteGeneration(tx, generation, '');
    });
  return memory;
}

const sourcesOf = (store: EventStore, { db }: ReadStore<ViewTables>, clock: QueryClock): QuerySources =>
  querySources({
    store,
    db,
    clock,
    evidence: openEvidenceFolder({ folder: join(folder, 'evidence'), limit: 1_000, readOnly: true }),
    pageLimit: 100,
    cachedFilms: 10,
    memoDays: 14,
    longFormDays: 60,
  });

/** Ids of offers, deals and mandates are of one film, and there is one registration. */
const ofItsFilm = ({ film, told, pause }: LateEntry): readonly LateEntry[] => {
  if (told.fact.type === 'FilmRegistered') return [];
  const data = JSON.stringify(told.fact.data).replaceAll(/"((?:offer|deal|mandate)-\w+)"/g, `"$1-${String(film)}"`);
  const fact = { type: told.fact.type, data: JSON.parse(data) as unknown } as Told['fact'];
  return [{ film, told: { ...told, fact }, pause }];
};

const shown = (name: string, on: string): Told =>
  happened('FilmScreened', { venue: 'Grand Théâtre Lumière', festival: name }).on(on);
const offer = (who: string, expires: string | null = null): Told =>
  offered(who, rights('US'), terms(usd(1_000)), expires);

/** What is told of the second film in every history, so that every question has an answer. */
const ALWAYS = [
  shown('Cannes Film Festival', '2023-05-20'),
  shown('Venice', '2024-09-02'),
  offer('Neon', '2023-09-01T00:00:00.000Z').on('2023-05'),
  offer('Mubi').on('2023-06-02'),
  offer('Sony').on('2023-06-03'),
].map((told): LateEntry => ({ film: 1, told, pause: 1_000 }));

const attendance: fc.Arbitrary<LateEntry> = fc.record({
  film: fc.constantFrom(0, 1),
  told: fc
    .tuple(fc.constantFrom('Cannes Film Festival', 'Venice'), fc.constantFrom('2023-05-20', '2024-05-21T20:00:00Z'))
    .map(([name, on]) => shown(name, on)),
  pause: fc.integer({ min: 0, max: 5 * 86_400_000 }),
});

/** Offers that are made soon, some of them for a while only. */
const offering: fc.Arbitrary<LateEntry> = fc.record({
  film: fc.constantFrom(0, 1),
  told: fc
    .tuple(
      fc.constantFrom('Neon', 'Mubi', 'Sony'),
      fc.constantFrom(null, '2023-09-01T00:00:00.000Z', '2024-09-01T00:00:00.000Z'),
      fc.constantFrom('2023-01-15', '2023-05', '2023-06-20T18:00:00Z'),
    )
    .map(([who, expires, on]) => offer(who, expires).on(on)),
  pause: fc.integer({ min: 0, max: 5 * 86_400_000 }),
});

const histories = fc
  .tuple(fc.array(fc.oneof(offering, offering, attendance), { minLength: 3, maxLength: 8 }), lateEntries)
  .map(([first, then]) => [...ALWAYS, ...first, ...then].flatMap(ofItsFilm));

/** Names that were merged and separated, each a month after the one before it. */
const merging = fc.array(
  fc.constantFrom<MarketFact>(
    { type: 'BuyersMerged', data: { buyer: 'Sony', into: 'A24' } },
    { type: 'BuyersMerged', data: { buyer: 'Mubi', into: 'Neon' } },
    { type: 'BuyersSeparated', data: { buyer: 'Sony', from: 'A24' } },
  ),
  { maxLength: 3 },
);

async function recordNames(store: EventStore, facts: readonly MarketFact[], moveTo: (now: number) => void) {
  const metadata = actorMetadata({ user: 'agent', role: 'sales agent' });
  for (const [index, fact] of facts.entries()) {
    const on = new Date(Date.UTC(2023, 6 + index, 1));
    moveTo(Math.max(on.getTime(), 0));
    const data = storedData(fact, occurred(on.toISOString()), { kind: 'witnessed' });
    const event = { id: newId(), ...marketCodec.encode(storedMarketName(fact.type), data, metadata) };
    await store.append(BUYERS_STREAM, index === 0 ? 'no-stream' : BigInt(index - 1), [event]);
  }
}

const eventsOf = async (store: EventStore, stream: string): Promise<readonly RecordedEvent[]> => {
  const events: RecordedEvent[] = [];
  for await (const event of store.readStream(stream)) events.push(event);
  return events;
};

/** A log of exactly the events of a moment: of the films that were on the slate, and of the names of buyers. */
async function logOf(store: EventStore, asked: Required<AskedMoment>, clock: QueryClock): Promise<EventStore> {
  const moment = readMoment(asked, clock) ?? { asOf: '', knownAt: '' };
  const then = newStore(() => Date.parse(moment.knownAt));
  const copy = async (events: readonly RecordedEvent[]) => {
    const [first] = events;
    if (first !== undefined) await then.append(first.stream, 'no-stream', events);
  };
  for (const { filmId } of FILMS) {
    const events = await eventsOf(store, filmStream(filmId));
    const told = events.map((event) => toFilmEvent(filmCodec.decode(event)));
    if (!filmAt(filmId, told, moment, clock.dayOf).isRegistered) continue;
    const those = new Set(eventsAt(told, moment, clock.dayOf).map(({ id }) => id));
    await copy(events.filter(({ id }) => those.has(id)));
  }
  const isOfThen = ({ recordedAt, occurredAt }: MarketEvent) =>
    recordedAt <= moment.knownAt && happenedBy(occurredAt, moment.asOf, clock.dayOf);
  const names = await eventsOf(store, BUYERS_STREAM);
  await copy(names.filter((event) => isOfThen(toMarketEvent(marketCodec.decode(event)))));
  return then;
}

interface Answer {
  readonly items: readonly unknown[];
  readonly next?: string | null;
}

type Question = readonly [string, (sources: QuerySources, asked: AskedMoment) => Promise<Answer>];

/** What is asked, each by a name. */
const QUESTIONS: readonly Question[] = [
  ['offers', (sources, asked) => offers(sources, asked)],
  ['offers of a page', (sources, asked) => offers(sources, { ...asked, limit: 1 })],
  ['offers that are live', (sources, asked) => offers(sources, { ...asked, statuses: ['live', 'countered'] })],
  ['offers of Neon', (sources, asked) => offers(sources, { ...asked, buyer: 'neon' })],
  ['offers of Mubi for a film', (sources, asked) => offers(sources, { ...asked, buyer: 'Mubi', film: SECOND })],
  ['deadlines', (sources, asked) => deadlines(sources, asked)],
  ['deadlines that are overdue', (sources, asked) => deadlines(sources, { ...asked, overdue: true })],
  ['deadlines of Neon', (sources, asked) => deadlines(sources, { ...asked, buyer: 'Neon' })],
  ['deadlines of a film', (sources, asked) => deadlines(sources, { ...asked, film: SECOND })],
  ['offers of another film', (sources, asked) => offers(sources, { ...asked, film: FIRST })],
  ['buyers', (sources, asked) => buyers(sources, asked)],
  ['buyers by offers', (sources, asked) => buyers(sources, { ...asked, sort: 'offers', descending: true })],
  ['likely duplicates', (sources, asked) => buyerDuplicates(sources, asked)],
  ['Neon', (sources, asked) => buyer(sources, { ...asked, buyer: 'Neon' })],
  ['Mubi', (sources, asked) => buyer(sources, { ...asked, buyer: 'Mubi' })],
  [
    'a buyer by another name',
    (sources, asked) => buyer(sources, { ...asked, buyer: 'Sony', kinds: ['offer', 'deal'] }),
  ],
  ['nobody', (sources, asked) => buyer(sources, { ...asked, buyer: 'Noen' })],
  ['festivals', (sources, asked) => festivals(sources, asked)],
  ['a festival', (sources, asked) => festival(sources, { ...asked, festival: 'Cannes Film Festival' })],
  ['an edition', (sources, asked) => festival(sources, { ...asked, festival: 'Venice', year: 2024 })],
  ['free films', (sources, asked) => slateAvails(sources, { ...asked, territories: 'US', media: 'SVOD' })],
  ['films free in part', (sources, asked) => slateAvails(sources, { ...asked, part: 'any', exclusive: true })],
];

/** What is answered, or why not; without the cursor, which is of the question, and the moment, which only one of them is asked. */
async function told(
  ask: () => Promise<Answer>,
  ofMoment: string,
): Promise<(Omit<Answer, 'next'> & { readonly isLast: boolean }) | string> {
  try {
    const { next = null, ...answer } = await ask();
    return { ...answer, isLast: next === null, ...{ moment: undefined } };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    // A film that there is now, and was none then, is told by its title.
    return error.refusal.code === 'film-not-found' ? 'no film' : error.message.replace(ofMoment, '');
  }
}

const between = (from: string, to: string) => fc.integer({ min: Date.parse(from), max: Date.parse(to) });
const asText = (moment: number, isDay: boolean): string => new Date(moment).toISOString().slice(0, isDay ? 10 : 24);

it.each([
  ['views that are whole', true, UTC_ZONE, 3],
  ['views that are whole, west of UTC', true, TORONTO, 2],
  ['the events themselves', false, UTC_ZONE, 2],
])(
  'answers every question as views would that were made of exactly those events: from %s',
  async (_, live, zone, numRuns) => {
    const found = new Set<string>();
    const pairs = fc.array(
      fc.tuple(between('2023-01-01', '2025-06-01'), between('2023-06-01', '2024-12-31'), fc.boolean()),
      { minLength: 4, maxLength: 4 },
    );
    const { dayOf } = zone.calendar;
    await fc.assert(
      fc.asyncProperty(histories, merging, pairs, async (story, names, moments) => {
        let now = 0;
        const store = newStore(() => now);
        const moveTo = (moment: number): void => {
          now = Math.max(now, moment);
        };
        await recordNames(store, names, moveTo);
        await recordHistory(store, FILMS, story, moveTo);
        // Long after the last entry, so that films are as they are now, too.
        const clock = { dayOf, now: () => '2026-01-01T12:00:00.000Z' };
        const sources = sourcesOf(store, await viewsBuilt(store, zone, live), clock);
        const last = new Date(now).toISOString();
        const asked = [
          ...moments.map(([asOf, knownAt, isDay]) => ({ asOf: asText(asOf, isDay), knownAt: asText(knownAt, false) })),
          { asOf: '2022-01-01', knownAt: last },
          { asOf: '2025-06-30', knownAt: '2023-05-31' },
          { asOf: '2025-06-30', knownAt: last },
          { asOf: '2025-12-31T23:00:00.000Z', knownAt: clock.now() },
        ];
        for (const one of asked) {
          const moment = readMoment(one, clock);
          if (moment === undefined) throw new Error('A moment is asked for.');
          const then = await logOf(store, one, clock);
          const at = { dayOf, now: () => moment.at.instant };
          const rebuilt = sourcesOf(then, await viewsBuilt(then, zone, true), at);
          const suffix = ` That is as of ${moment.asOf}, as far as was known at ${moment.knownAt}.`;
          for (const [what, ask] of QUESTIONS) {
            const answer = await told(() => ask(sources, one), suffix);
            expect([what, one, answer]).toEqual([what, one, await told(() => ask(rebuilt, {}), suffix)]);
            if (typeof answer !== 'string' && answer.items.length > 0) found.add(what);
          }
        }
        for (const store of opened.splice(0)) await store.close();
      }),
      { numRuns, seed: SEED, interruptAfterTimeLimit: 100_000 },
    );
    // Every question had an answer, or nothing was tried; but there is no Noen, and no two names are alike.
    expect(QUESTIONS.map(([what]) => what).filter((what) => !found.has(what))).toEqual(['likely duplicates', 'nobody']);
  },
  180_000,
);
