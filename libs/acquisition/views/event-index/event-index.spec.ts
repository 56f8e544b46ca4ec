import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { CompiledQuery } from 'kysely';
import type { RecordedEvent } from '#event-store';
import type { SqliteEventStore } from '#event-store/sqlite';
import { openEvidenceFolder } from '#evidence/folder';
import { openSqliteEventStore } from '#event-store/sqlite';
import type { OccurredAt, Source } from '#acquisition/domain';
import { daysLate, firstDay, parseDay, utcDay } from '#acquisition/domain';
import { actorMetadata, filmCodec, filmStream, storedData, storedName } from '#acquisition/film-stream';
import type { ReadStore } from '#read-store';
import { openReadStore } from '#read-store';
import { buildInMemory } from '#subscriptions';
import type { Told } from '#testing';
import { entryId, happened, rights } from '#testing';
import type { QuerySources } from '../query-sources';
import { querySources } from '../query-sources';
import { UTC_ZONE, reportingZone } from '../reporting-zone';
import type { ReportingZone } from '../reporting-zone';
import type { ViewTables } from '../views-of';
import { viewsOf } from '../views-of';
import type { AskedEvents } from './asked-events';
import type { Condition } from './conditions';
import { amendedBy, among, equals, isNothing, later, names, says, within } from './conditions';
import type { IndexedEvent } from './event-index.queries';
import { events } from './event-index.queries';
import type { WalkLimits } from './walk';
import { WALK_LIMITS, narrowest, placeAfter, rowsAlong } from './walk';

const FILMS = ['01900000-0000-7000-8000-0000000000f1', '01900000-0000-7000-8000-0000000000f2'];
const START = '2024-03-01T22:00:00.000Z';

let folder: string;
let store: SqliteEventStore;
let memory: ReadStore<ViewTables>;
let sources: QuerySources;
let now: number;
let opened = 0;

async function open(): Promise<void> {
  opened += 1;
  store = openSqliteEventStore({ file: join(folder, `${String(opened)}.db`), now: () => now });
  memory = await openReadStore<ViewTables>({ url: 'sqlite::memory:' });
  const clock = { now: () => new Date(now).toISOString(), dayOf: utcDay };
  const settings = { pageLimit: 1_000, cachedFilms: 10, memoDays: 14, longFormDays: 60 };
  const evidence = openEvidenceFolder({ folder: join(folder, 'evidence'), limit: 1_000, readOnly: true });
  sources = querySources({ store, db: memory.db, evidence, clock, ...settings });
}

async function close(): Promise<void> {
  await memory.close();
  await store.close();
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ovation-index-'));
  await open();
});
afterEach(async () => {
  await close();
  rmSync(folder, { recursive: true });
});

/** What is recorded, by whom, and when. */
interface Entry {
  readonly film: number;
  readonly told: Told;
  readonly user: string;
  readonly role: string;
  readonly correlationId: string | null;
  /** Milliseconds since the entry before it. */
  readonly pause: number;
}

const AGENT = { user: 'ann', role: 'sales agent', correlationId: null, pause: 1 };

async function record(story: readonly Entry[]): Promise<void> {
  now = Date.parse(START);
  const revisions = FILMS.map((): 'no-stream' | bigint => 'no-stream');
  let count = 0;
  for (const { film, told, user, role, correlationId, pause } of story) {
    now += pause;
    count += 1;
    const metadata = { ...actorMetadata({ user, role }), ...(correlationId === null ? {} : { correlationId }) };
    const data = storedData(told.fact, told.occurredAt, told.source);
    const event = { id: entryId(count), ...filmCodec.encode(storedName(told.fact.type), data, metadata) };
    const { revision } = await store.append(filmStream(FILMS[film] ?? ''), revisions[film] ?? 'no-stream', [event]);
    revisions[film] = revision;
  }
}

async function build(zone: ReportingZone = UTC_ZONE): Promise<void> {
  for (const view of viewsOf(store, zone))
    if (view.name === 'event-index' || view.name === 'slate') await buildInMemory({ store, memory, view });
}

async function all(
  asked: AskedEvents,
  limits: WalkLimits = WALK_LIMITS,
  limit = 1_000,
): Promise<readonly IndexedEvent[]> {
  const found: IndexedEvent[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof events>> = await events(
      sources,
      { ...asked, limit, ...(cursor === null ? {} : { cursor }) },
      limits,
    );
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return found;
}

const idsOf = (found: readonly IndexedEvent[]): readonly string[] => found.map(({ eventId }) => eventId);

const CORRELATIONS = ['0123456789abcdef0123456789abcdef', entryId(1)];
const SOURCES: readonly Source[] = [
  { kind: 'witnessed', by: 'Åsa' },
  { kind: 'press', outlet: 'Variety' },
  { kind: 'document', name: 'memo.pdf', sha256: 'ab'.repeat(32) },
];

const told: fc.Arbitrary<Told> = fc
  .tuple(fc.integer({ min: 1, max: 12 }).map(entryId), fc.constantFrom('Märchen', '100% sold', 'over_night'))
  .chain(([id, words]) =>
    fc.constantFrom(
      happened('NoteTaken', { text: words }),
      happened('FilmScreened', { venue: words }),
      happened('OfferApproved', { offerId: id }),
      happened('EntryCorrected', { corrects: id, type: 'NoteTaken', changes: { text: words } }),
      happened('EntryRetracted', { retracts: id, reason: words }),
    ),
  )
  .chain((one) =>
    fc.constantFrom('2024-03-01', '2024-02-28T23:30:00Z', '2024-02', '2023', '2024-03-04').map((on) => one.on(on)),
  )
  .chain((one) => fc.constantFrom(...SOURCES).map((source) => one.from(source)));

const entry: fc.Arbitrary<Entry> = fc.record({
  film: fc.constantFrom(0, 0, 1),
  told,
  user: fc.constantFrom('ann', 'ann', 'ben'),
  role: fc.constantFrom('sales agent', 'sales agent', 'executive'),
  correlationId: fc.constantFrom(null, ...CORRELATIONS),
  pause: fc.constantFrom(0, 1, 3_600_000, 86_400_000),
});

const day = fc.constantFrom('2023-01-01', '2024-02-01', '2024-03-01', '2024-03-03', '2024-04-01');
const two = (one: string, other: string): readonly [string, string] => (one < other ? [one, other] : [other, one]);
/** What can be asked for. */
const filters: readonly fc.Arbitrary<AskedEvents>[] = [
  fc.constantFrom(...FILMS).map((film) => ({ film })),
  fc
    .subarray(['NoteTaken', 'FilmScreened', 'OfferApproved', 'EntryCorrected'] as const, { minLength: 1 })
    .map((types) => ({ types })),
  fc.constantFrom('ann', 'ben', 'nobody').map((user) => ({ user })),
  fc.constantFrom('sales agent', 'executive', 'auditor').map((role) => ({ role })),
  fc.constantFrom('witnessed', 'press', 'document').map((sourceKind) => ({ sourceKind }) as const),
  fc.tuple(day, day).map(([a, b]) => ({ occurredFrom: two(a, b)[0], occurredTo: two(a, b)[1] })),
  day.map((occurredFrom) => ({ occurredFrom })),
  fc.tuple(day, day).map(([a, b]) => ({ recordedFrom: two(a, b)[0], recordedTo: two(a, b)[1] })),
  day.map((recordedTo) => ({ recordedTo })),
  fc.constantFrom(0, 1, 30).map((late) => ({ late })),
  fc.constantFrom(...CORRELATIONS).map((correlationId) => ({ correlationId })),
  fc.constantFrom(1, 2, 3).map((n) => ({ about: entryId(n) })),
  fc.constantFrom('MARCHEN', '0% sold', 'r_n', 'asa', 'abab', '%').map((search) => ({ search })),
  fc.subarray(['corrected', 'retracted'] as const, { minLength: 1 }).map((amended) => ({ amended })),
];
const asked: fc.Arbitrary<AskedEvents> = fc
  .subarray([...filters], { minLength: 1, maxLength: 3 })
  .chain((some) => fc.tuple(fc.boolean(), ...some))
  .map(([descending, ...some]) => some.reduce((whole, one): AskedEvents => ({ ...whole, ...one }), { descending }))
  .filter(
    ({ occurredFrom = '', occurredTo = '9', recordedFrom = '', recordedTo = '9' }) =>
      occurredFrom <= occurredTo && recordedFrom <= recordedTo,
  );

const texts = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
};

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** What is asked for, by its definition: each event alone, and those that amend it. */
function meets(asked: AskedEvents, log: readonly RecordedEvent[]) {
  const filmOf = (event: RecordedEvent): string => event.stream.slice(filmStream('').length);
  const amending = { corrected: 'corrects', retracted: 'retracts' } as const;
  return (event: RecordedEvent): boolean => {
    const { occurredAt, source, ...data } = event.data as unknown as {
      readonly occurredAt: OccurredAt;
      readonly source: Source;
    };
    const first = firstDay(occurredAt, utcDay);
    const last = (text: string): string => (parseDay(text) === undefined ? text : `${text}T23:59:59.999Z`);
    const begins = log.find(({ id }) => id === asked.about);
    const said = texts([data, source]).map(plain);
    return [
      asked.film === undefined || filmOf(event) === asked.film,
      asked.types === undefined || (asked.types as readonly string[]).includes(event.type),
      asked.user === undefined || event.metadata['user'] === asked.user,
      asked.role === undefined || event.metadata['role'] === asked.role,
      asked.sourceKind === undefined || source.kind === asked.sourceKind,
      asked.occurredFrom === undefined || first >= asked.occurredFrom,
      asked.occurredTo === undefined || first <= asked.occurredTo,
      asked.recordedFrom === undefined || event.recordedAt >= asked.recordedFrom,
      asked.recordedTo === undefined || event.recordedAt <= last(asked.recordedTo),
      asked.late === undefined || daysLate(occurredAt, event.recordedAt, utcDay) > asked.late,
      asked.correlationId === undefined || event.metadata['correlationId'] === asked.correlationId,
      asked.about === undefined ||
        (begins?.stream === event.stream && (event.id === asked.about || texts(data).includes(asked.about))),
      asked.search === undefined || said.some((text) => text.includes(plain(asked.search ?? ''))),
      asked.amended === undefined ||
        log.some((other) => asked.amended?.some((way) => other.data[amending[way]] === event.id)),
    ].every((holds) => holds);
  };
}

async function logOf(): Promise<readonly RecordedEvent[]> {
  const log: RecordedEvent[] = [];
  for await (const event of store.readAll()) log.push(event);
  return log;
}

const begun = (film: number): Entry => {
  const filmId = FILMS[film] ?? '';
  const registered = { filmId, slug: `film-${String(film)}`, title: `Film ${String(film)}`, year: 2024, directors: [] };
  return { ...AGENT, film, told: happened('FilmRegistered', registered).on('2024-03-01') };
};

it('finds exactly what meets everything that is asked for, whichever index it goes by, page by page', async () => {
  const limits = fc.constantFrom<WalkLimits>(
    WALK_LIMITS,
    { few: 0, most: 3, mostOfPeriod: 8, firstSlice: 1, largestSlice: 2 },
    { few: 0, most: 0, mostOfPeriod: 1_000, firstSlice: 2, largestSlice: 5 },
    { few: 0, most: 1_000, mostOfPeriod: 0, firstSlice: 3, largestSlice: 3 },
  );
  const asks = fc.array(fc.tuple(asked, limits, fc.constantFrom(1, 3, 1_000)), { minLength: 60, maxLength: 60 });
  let found = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 25 }), asks, async (story, questions) => {
      await close();
      await open();
      await record([begun(0), begun(1), ...story]);
      await build();
      const log = await logOf();
      for (const [question, walkLimits, pageSize] of questions) {
        if (question.about !== undefined && !log.some(({ id }) => id === question.about)) continue;
        const expected = log.filter(meets(question, log)).map(({ id }) => id);
        found += expected.length;
        const ids = idsOf(await all(question, walkLimits, pageSize));
        expect([question, ids]).toEqual([question, question.descending === true ? expected.reverse() : expected]);
      }
    }),
    { numRuns: 25, interruptAfterTimeLimit: 100_000 },
  );
  expect(found).toBeGreaterThan(500);
}, 150_000);

it('says what an entry is about, how late it was, and what it belongs to', async () => {
  const offer = happened('OfferMade', {
    offerId: entryId(2),
    buyer: 'Neon',
    rights: rights('Benelux'),
    terms: { guarantee: { kind: 'unknown' } },
    expiresAt: null,
    conflicts: [],
  });
  const by = { ...AGENT, film: 0, correlationId: CORRELATIONS[0] ?? null };
  await record([
    begun(0),
    { ...by, told: offer.on('2024-03-01') },
    { ...by, told: happened('OfferApproved', { offerId: entryId(2) }).on('2024-02'), pause: 86_400_000 },
    {
      ...by,
      told: happened('EntryCorrected', { corrects: entryId(3), type: 'OfferApproved', changes: {} }).on('2025'),
    },
  ]);
  await build();
  const [, made, approved, corrected] = await all({});
  const neons = { eventId: entryId(2), sentence: expect.stringContaining('Neon') as unknown, buyer: 'Neon' };
  expect(made).toMatchObject({ about: null, lateDays: 0, correlationId: CORRELATIONS[0] });
  expect(approved).toMatchObject({ about: neons, lateDays: 2, amendments: [{ kind: 'corrected', by: entryId(4) }] });
  expect(corrected).toMatchObject({ about: { eventId: entryId(3), buyer: null }, lateDays: 0 });
});

it('tells days in the reporting time zone', async () => {
  const toronto = reportingZone('America/Toronto', (instant) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/Toronto' }).format(new Date(instant)),
  );
  // Four in the morning of 2 March in UTC, the evening before in Toronto.
  const pause = 6 * 3_600_000;
  await record([
    { ...begun(0), pause },
    { ...AGENT, film: 0, told: happened('NoteTaken', { text: 'a' }).on('2024-03-01') },
  ]);
  await build(toronto);
  expect((await all({ late: 0 })).length).toBe(0);
  await close();
  await open();
  await record([{ ...begun(0), pause }]);
  await build();
  expect(await all({ late: 0 })).toMatchObject([{ lateDays: 1 }]);
});

describe('what SQLite goes by', () => {
  const range = { from: '2024-01-01', to: '2024-02-01' };
  const cases: readonly (readonly [string, Condition, string])[] = [
    ['film', equals('film_id', 'f'), 'film_id'],
    ['no film', isNothing('film_id'), 'film_id'],
    ['type', among('type', ['NoteTaken']), 'type'],
    ['types', among('type', ['NoteTaken', 'OfferMade']), 'type'],
    ['user', equals('user', 'ann'), 'user'],
    ['role', equals('role', 'executive'), 'role'],
    ['source', equals('source_kind', 'press'), 'source_kind'],
    ['correlation', equals('correlation_id', 'c'), 'correlation_id'],
    ['occurred', within('occurred_on', range), 'occurred_on'],
    ['occurred since', within('occurred_on', { from: range.from }), 'occurred_on'],
    ['recorded', within('recorded_at', range), 'recorded_at'],
    ['recorded until', within('recorded_at', { to: range.to }), 'recorded_at'],
    ['late', later(30), 'late_days'],
    ['amended', amendedBy(['corrected', 'retracted']), 'id'],
  ];
  const others = [...cases.map(([, condition]) => condition), ...says('word'), names(entryId(1))];

  const planOf = async (query: { compile(): CompiledQuery }): Promise<string> => {
    const { sql, parameters } = query.compile();
    const { rows } = await memory.db.executeQuery<{ detail: string }>(
      CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]),
    );
    return rows.map(({ detail }) => detail).join('\n');
  };

  it.each(cases)('is the index of the condition: %s', async (_, condition, index) => {
    await build();
    for (const descending of [false, true])
      for (const stretch of [{ descending }, { descending, after: '5', upTo: '7' }]) {
        const plans = [
          await planOf(placeAfter(memory.db, condition, stretch, 100)),
          await planOf(
            rowsAlong(
              memory.db,
              condition,
              others.filter((other) => other !== condition),
              stretch,
              50,
            ),
          ),
        ];
        for (const plan of plans) {
          expect(plan).toMatch(
            new RegExp(`SEARCH event_index_g\\d USING (COVERING )?INDEX event_index_g\\d_${index} `),
          );
          expect(plan).not.toContain('SCAN event_index');
          if (condition.inOrder) expect(plan).not.toContain('TEMP B-TREE FOR ORDER BY');
        }
      }
  });

  it.each([false, true])('is the log itself where there is no other: descending %s', async (descending) => {
    await build();
    const plan = await planOf(rowsAlong(memory.db, undefined, others, { descending, after: '5', upTo: '7' }, 50));
    expect(plan).toMatch(/SEARCH event_index_g\d USING INDEX sqlite_autoindex_event_index_g\d_1 /);
    expect(plan).not.toContain('TEMP B-TREE FOR ORDER BY');
  });

  it('is the condition that finds fewest, of those that find few enough', async () => {
    const notes = Array.from({ length: 9 }, () => ({ ...AGENT, film: 0, told: happened('NoteTaken', { text: 'a' }) }));
    await record([begun(0), begun(1), ...notes, { ...begun(0), user: 'ben' }]);
    await build();
    const [ann, ben] = [equals('user', 'ann'), equals('user', 'ben')];
    const [rare, frequent] = [among('type', ['FilmRegistered', 'FilmScreened']), among('type', ['NoteTaken'])];
    const limits = { ...WALK_LIMITS, few: 0, most: 5 };
    const by = async (...conditions: readonly Condition[]) => (await narrowest(memory.db, conditions, limits)).by;
    expect(await by(ann, ben, rare)).toBe(ben);
    expect(await by(ann, rare)).toBe(rare);
    expect(await by(ann, frequent)).toBe(ann);
    expect(await by(within('occurred_on', { from: '2020-01-01' }))).toBeUndefined();
    expect(await by(...says('a'))).toBeUndefined();
  });
});
