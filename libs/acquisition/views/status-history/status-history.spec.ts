import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { EventStore, RecordedEvent } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import type { Calendar, FilmEvent } from '#acquisition/domain';
import { filmAt } from '#acquisition/domain';
import { filmCodec, filmStream, toFilmEvent } from '#acquisition/film-stream';
import type { ReadStore } from '#read-store';
import { digestView, openReadStore } from '#read-store';
import { buildInMemory, superviseViews } from '#subscriptions';
import { acquired, happened, kPops, reverted, rights, screened, terms, usd } from '#testing';
import type { LateEntry } from '#testing/history';
import { lateEntries, recordHistory } from '#testing/history';
import type { ReadMoment } from '../asked-moment';
import { ORDERS, comparePlaces } from '../slate/slate-order';
import type { SlateRow } from '../slate/slate-row';
import { slateRow } from '../slate/slate-row';
import { UTC_ZONE, reportingZone } from '../reporting-zone';
import type { ReportingZone } from '../reporting-zone';
import type { ViewTables } from '../views-of';
import { viewsOf } from '../views-of';
import { slateAt, slatePageAt } from './status-history.queries';

const FILMS = ['01900000-0000-7000-8000-0000000000f1', '01900000-0000-7000-8000-0000000000f2'];
/** Pairs of moments in all. */
const PAIRS = 10_000;
const RUNS = 50;
const PAIRS_PER_RUN = PAIRS / RUNS;

let folder: string;
let store: EventStore;
let memory: ReadStore<ViewTables>;
let now: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ovation-history-'));
  await open();
});
afterEach(async () => {
  await close();
  rmSync(folder, { recursive: true });
});

let opened = 0;

async function open(): Promise<void> {
  opened += 1;
  store = openSqliteEventStore({ file: join(folder, `${String(opened)}.db`), now: () => now });
  memory = await openReadStore<ViewTables>({ url: 'sqlite::memory:' });
}

async function close(): Promise<void> {
  await memory.close();
  await store.close();
}

const record = (story: readonly LateEntry[]): Promise<void> =>
  recordHistory(
    store,
    FILMS.map((filmId) => ({ filmId, told: kPops.on('2022-06-01') })),
    story,
    (moment) => {
      now = moment;
    },
  );

const eventsOf = async (film: string): Promise<readonly FilmEvent[]> => {
  const events: RecordedEvent[] = [];
  for await (const event of store.readStream(filmStream(film))) events.push(event);
  return events.map((event) => toFilmEvent(filmCodec.decode(event)));
};

const momentOf = (asOf: number, knownAt: number, { dayOf }: Calendar): ReadMoment => {
  const instant = new Date(asOf).toISOString();
  return { asOf: instant, knownAt: new Date(knownAt).toISOString(), at: { instant, day: dayOf(instant) } };
};

/** A row, whatever it says of its end: that of the slate is told more cautiously. */
const lasting = (row: SlateRow): SlateRow => ({ ...row, holds_until: null });

/** The slate by its definition: of each film the fold of exactly those events. */
async function bruteForce(moment: ReadMoment, { dayOf }: Calendar) {
  const rows = [];
  for (const film of FILMS) {
    const state = filmAt(film, await eventsOf(film), moment, dayOf);
    if (state.isRegistered) rows.push(lasting(slateRow(state, moment.at, '')));
  }
  return rows.sort((a, b) => comparePlaces(ORDERS.title.of(a), ORDERS.title.of(b)));
}

function viewIn(zone: ReportingZone) {
  const view = viewsOf(store, zone).find(({ name }) => name === 'status-history');
  if (view === undefined) throw new Error('There is no status history.');
  return view;
}

const build = (zone: ReportingZone): Promise<void> => buildInMemory({ store, memory, view: viewIn(zone) });

const silent = (): void => undefined;

/** What the view holds when it was built by batches of so many events. */
async function digestBy(batchSize: number): Promise<unknown> {
  const readStore = await openReadStore<ViewTables>({ url: 'sqlite::memory:' });
  const view = viewIn(UTC_ZONE);
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  const supervisor = superviseViews({
    store,
    readStore,
    views: [view],
    log,
    now: () => new Date(),
    limits: { batchSize },
  });
  await supervisor.start();
  try {
    expect(await supervisor.waitFor(await store.head(), { timeoutMs: 30_000 })).toBe(true);
    return await digestView(readStore, view);
  } finally {
    await supervisor.stop();
    await readStore.close();
  }
}

const TORONTO = reportingZone('America/Toronto', (instant) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/Toronto' }).format(new Date(instant)),
);

it.each([
  [
    'from a day on that its window says',
    UTC_ZONE,
    reverted('Neon', rights('US', { from: '2024-06-01' })).on('2024-02-02'),
  ],
  ['in the evening of the day before, west of UTC', TORONTO, reverted('Neon').on('2024-06-02T01:00:00Z')],
])('knows ahead when rights that were taken back are free again: %s', async (_, zone, takenBack) => {
  const deal = acquired('Neon', rights('Worldwide'), terms(usd(1_000))).on('2024-01-10');
  await record([deal, takenBack].map((told) => ({ film: 0, told, pause: 200 * 86_400_000 })));
  await build(zone);
  for (const day of ['2024-01-11', '2024-05-31', '2024-06-01', '2024-06-02', '2024-06-03', '2025-01-01']) {
    const at = momentOf(Date.parse(zone.calendar.beginOf(day)), now, zone.calendar);
    const rows = await slateAt({ db: memory.db }, at);
    expect([day, rows.map(lasting).filter(({ film_id }) => film_id === FILMS[0])]).toEqual([
      day,
      (await bruteForce(at, zone.calendar)).filter(({ film_id }) => film_id === FILMS[0]),
    ]);
  }
});

it('says the same by whatever batches it was built', async () => {
  await fc.assert(
    fc.asyncProperty(lateEntries, async (story) => {
      await close();
      await open();
      await record(story);
      const atOnce = await digestBy(1_000);
      expect(await digestBy(1)).toEqual(atOnce);
      expect(await digestBy(3)).toEqual(atOnce);
    }),
    { numRuns: 10 },
  );
});

it('writes nothing of an event of which the slate says nothing, and once what it says again', async () => {
  const review = happened('ReviewPublished', { outlet: 'Variety', critic: 'Peter Debruge' });
  const dates = ['2024-02-01', '2024-02-02', '2024-02-03'];
  const story = [
    screened('Eccles').on('2024-01-20'),
    ...dates.map((date) => screened('Library').on(date)),
    ...dates.map((date) => review.on(date)),
    review.on('2024-01-10'),
    happened('FilmWithdrawn', {}).on('2024-02-04'),
    happened('FilmReinstated', {}).on('2024-02-05'),
  ];
  await record(story.map((told) => ({ film: 0, told, pause: 86_400_000 })));
  await build(UTC_ZONE);
  const ofFirst = memory.db
    .selectFrom('status_films')
    .innerJoin('status_history', 'status_history.film_no', 'status_films.film_no')
    .where('film_id', '=', FILMS[0] ?? '');
  const painted = await ofFirst.selectAll('status_history').orderBy('revision').execute();
  // Registered, first screened, withdrawn, and as it was before.
  expect(painted.map(({ revision }) => revision)).toEqual([0, 1, 9, 10]);
  expect(painted[3]?.digest).toBe(painted[1]?.digest);
  expect(new Set(painted.map(({ digest }) => digest)).size).toBe(3);
});

it.each([
  ['UTC', UTC_ZONE, RUNS],
  ['America/Toronto', TORONTO, RUNS / 5],
])(
  'is the fold of exactly those events, at any moment of both clocks: %s',
  async (_, zone, runs) => {
    const { calendar } = zone;
    const moment = fc.integer({ min: Date.parse('2022-01-01'), max: Date.parse('2026-12-31') });
    const pairs = fc.array(fc.tuple(moment, moment), { minLength: PAIRS_PER_RUN, maxLength: PAIRS_PER_RUN });
    await fc.assert(
      fc.asyncProperty(lateEntries, pairs, async (story, moments) => {
        await close();
        await open();
        await record(story);
        await build(zone);
        // And where something happens or is recorded: right then, and a millisecond before.
        const events = (await Promise.all(FILMS.map(eventsOf))).flat();
        const recorded = events.map(({ recordedAt }) => Date.parse(recordedAt));
        const edges = events.flatMap(({ occurredAt: { on } }, index) =>
          [0, -1].map((by): [number, number] => [Date.parse(on) + by, (recorded[index] ?? 0) + by]),
        );
        const days = ['2024-02-01', '2024-06-01', '2025-06-01', '2026-06-01'].flatMap((day) =>
          [0, -1].map((by): [number, number] => [Date.parse(calendar.beginOf(day)) + by, now]),
        );
        for (const [asOf, knownAt] of [...moments, ...edges, ...days]) {
          const at = momentOf(asOf, knownAt, calendar);
          const expected = await bruteForce(at, calendar);
          const titles = { descending: false, limit: 50 };
          const page = await slatePageAt({ db: memory.db }, at, titles);
          expect(page.map(lasting)).toEqual(expected);
          if (knownAt < now) continue;
          const ofAll = await slatePageAt({ db: memory.db }, { ...at, knowsAll: true }, titles);
          expect(ofAll.map(lasting)).toEqual(expected);
        }
        const last = momentOf(now, now, calendar);
        const all = await slateAt({ db: memory.db }, last);
        expect(all.map(lasting).sort((a, b) => comparePlaces(ORDERS.title.of(a), ORDERS.title.of(b)))).toEqual(
          await bruteForce(last, calendar),
        );
      }),
      { numRuns: runs, interruptAfterTimeLimit: 150_000 },
    );
  },
  240_000,
);
