import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { EventStore, RecordedEvent } from '#event-store';
import { newId } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import { actorMetadata, filmCodec, filmStream, storedData, storedName } from '#acquisition/film-stream';
import type { At } from '#acquisition/domain';
import { COUNTRIES, LANGUAGE_CODES, ahead, equals, freeOf, isEmpty, masksOf, takenOf } from '#acquisition/domain';
import type { ReadStore } from '#read-store';
import { openReadStore } from '#read-store';
import type { View, ViewTransaction } from '#subscriptions';
import type { Told } from '#testing';
import { anything, at, kPops, rights, someRights } from '#testing';
import type { ReadMoment } from '../asked-moment';
import { createFilmFolds } from '../film-folds';
import type { ViewTables } from '../views-of';
import { filmsThen } from '../films-then';
import { comparePlaces } from '../slate/slate-order';
import type { AvailsTables } from './avails-row';
import { availsRow } from './avails-row';
import { availsView } from './avails.view';
import { MOST_COUNTRIES, MOST_LANGUAGES, inBits, outOfBits } from './bits';
import type { Found } from './free-films';
import type { Part } from './free-films';
import { PARTS, freeFilms, placeOf } from './free-films';
import type { Question } from './not-free';

const FILMS = 60;
const SEED = 20_240_907;
const clock = { now: () => '2026-01-01T00:00:00.000Z', dayOf: (instant: string) => instant.slice(0, 10) };

let folder: string;
let store: EventStore;
let readStore: ReadStore<ViewTables>;
let view: View<AvailsTables>;
let events: RecordedEvent[];

async function record(story: readonly Told[]): Promise<void> {
  const metadata = actorMetadata({ user: 'agent', role: 'sales agent' });
  const encoded = story.map(({ fact, occurredAt, source }) => ({
    id: newId(),
    ...filmCodec.encode(storedName(fact.type), storedData(fact, occurredAt, source), metadata),
  }));
  await store.append(filmStream(newId()), 'no-stream', encoded);
}

const within = (work: (tx: ViewTransaction<AvailsTables>) => Promise<unknown>) =>
  readStore.transaction((tx) => work(tx as unknown as ViewTransaction<AvailsTables>));

const kept = async (): Promise<readonly unknown[]> => [
  await readStore.db.selectFrom('avails').selectAll().orderBy('film_id').execute(),
  await readStore.db.selectFrom('avails_taken').selectAll().orderBy('film_id').orderBy('n').execute(),
];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ovation-avails-'));
  store = openSqliteEventStore({ file: join(folder, 'ovation.db') });
  readStore = await openReadStore<ViewTables>({ url: 'sqlite::memory:' });
  view = availsView(createFilmFolds(store));
  for (const story of fc.sample(fc.array(anything, { maxLength: 12 }), { numRuns: FILMS, seed: SEED }))
    await record([kPops, ...story]);
  events = [];
  for await (const event of store.readAll()) events.push(event);
  await within(async (tx) => {
    for (const table of view.tables)
      for (const statement of table.create(tx.schema, table.name)) await statement.execute();
    await view.apply(events, tx);
  });
});
afterAll(async () => {
  await readStore.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

const thenOf = (moment: At): ReadMoment => ({ asOf: '9999-12-31', knownAt: '9999-12-31T23:59:59.999Z', at: moment });
/** Films that are free by the events themselves. */
const freeByFolding = async (moment: ReadMoment, { region, at, exclusive }: Question, part: Part) =>
  (await filmsThen({ store, clock }, moment))
    .map((film) => ({ row: availsRow(film, 0), free: freeOf(takenOf(film), region, at, exclusive) }))
    .filter(({ free }) => (part === 'any' ? !isEmpty(free) : equals(free, region)))
    .sort((a, b) => comparePlaces(placeOf(a), placeOf(b)));

const films = (found: readonly Found[]) => found.map(({ row }) => row.film_id);

const asked = fc.oneof(
  someRights,
  fc.constantFrom(
    rights('French-speaking Europe', { media: 'SVOD' }),
    rights('Worldwide - French-speaking Europe'),
    rights('Belgium', { languages: ['fr'], from: '2026-01-01' }),
    rights('Benelux', { media: 'SVOD', from: '2026-01-01' }),
  ),
);
const moments = fc.oneof(
  fc.constantFrom(at('2024-09-10T12:00:00Z'), at('2029-12-31T00:00:00Z'), at('2030-01-01T00:00:00Z')),
  fc.integer({ min: Date.UTC(2024, 8, 8), max: Date.UTC(2026, 1, 1) }).map((ms) => at(new Date(ms).toISOString())),
);
const exclusivity = fc.constantFrom(undefined, true, false);

describe('films that are free', () => {
  it('are found by the query as by the events themselves, at any moment, without a rebuild', async () => {
    const sizes = new Set<number>();
    await fc.assert(
      fc.asyncProperty(
        asked,
        moments,
        exclusivity,
        fc.constantFrom(...PARTS),
        async (wanted, moment, exclusive, part) => {
          const region = ahead(wanted, moment.day);
          fc.pre(region.length > 0);
          const question = { region, at: moment, ...(exclusive === undefined ? {} : { exclusive }) };
          const found = await freeFilms(readStore, question, part);
          const expected = await freeByFolding(thenOf(moment), question, part);
          expect(films(found)).toEqual(films(expected));
          found.forEach(({ free }, n) => expect(equals(free, expected[n]?.free ?? [])).toBe(true));
          sizes.add(found.length);
        },
      ),
      { numRuns: 120, seed: SEED },
    );
    // Both films that are free and films that are not were seen, or nothing was tried.
    expect(Math.max(...sizes)).toBeGreaterThan(10);
    expect(Math.min(...sizes)).toBeLessThan(FILMS);
  });

  it.each(PARTS)('are found page by page without a gap or a double, %s of it free', async (part) => {
    const moment = at('2024-09-10T12:00:00Z');
    const question = { region: ahead(rights('Benelux', { media: 'SVOD' }), moment.day), at: moment };
    const whole = films(await freeFilms(readStore, question, part));
    const paged: string[] = [];
    let after: ReturnType<typeof placeOf> | undefined;
    for (;;) {
      const page = await freeFilms(readStore, question, part, after, 7);
      paged.push(...films(page));
      const last = page.at(-1);
      if (last === undefined) break;
      after = placeOf(last);
    }
    expect(paged).toEqual(whole);
    expect(whole.length).toBeGreaterThan(7);
  });
});

describe('the view', () => {
  it('is the same when batches come again, whole or in part', async () => {
    const before = await kept();
    await within((tx) => view.apply(events, tx));
    await within((tx) => view.apply(events.slice(0, events.length / 2), tx));
    await within((tx) => availsView(createFilmFolds(store)).apply(events.slice(0, 40), tx));
    expect(await kept()).toEqual(before);
  });

  it('has room for every country and language', () => {
    expect(COUNTRIES.length).toBeLessThanOrEqual(MOST_COUNTRIES);
    expect(LANGUAGE_CODES.length).toBeLessThanOrEqual(MOST_LANGUAGES);
  });

  it('keeps a block in numbers without losing any of it', () => {
    fc.assert(
      fc.property(asked, ({ blocks }) => {
        const region = ahead({ words: '', blocks, unresolved: [], territoryList: '' }, '2024-09-10');
        expect(masksOf(region).map((mask) => outOfBits(inBits(mask)))).toEqual(masksOf(region));
      }),
    );
  });
});
