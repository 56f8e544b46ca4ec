import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Position, RecordedEvent } from '#event-store';
import type { FilmEventType } from '#acquisition/domain';
import { NO_MERGES, NO_RATES, evolveBuyerNames, evolveRateSets, fold, tell, tellMarket } from '#acquisition/domain';
import { STORED_NAMES, dataProblems, filmCodec, storedData, toFilmEvent } from '#acquisition/film-stream';
import { MARKET_STORED_NAMES, marketCodec, toMarketEvent } from '#acquisition/market-stream';

type Stored = Pick<RecordedEvent, 'type' | 'data' | 'metadata'>;

const files = readdirSync(__dirname).filter((file) => file.endsWith('.json'));
const stored = (file: string) => JSON.parse(readFileSync(join(__dirname, file), 'utf8')) as Stored;

const asRecorded = (event: Stored, n: number): RecordedEvent => ({
  ...event,
  id: `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  stream: 'film-01900000-0000-7000-8000-000000000000',
  revision: BigInt(n),
  position: String(n).padStart(20, '0') as Position,
  recordedAt: '2024-09-10T12:00:00.000Z',
});

const isOfMarket = (file: string): boolean => Object.hasOwn(MARKET_STORED_NAMES, file.replace(/\.v\d+\.json$/, ''));
const ofFilms = files.filter((file) => !isOfMarket(file));
const ofMarket = files.filter(isOfMarket);

const events = ofFilms.map((file, n) => asRecorded(stored(file), n));
const marketEvents = ofMarket.map((file, n) => toMarketEvent(marketCodec.decode(asRecorded(stored(file), n))));

it('has a file for every version of every event', () => {
  const wanted = Object.values({ ...STORED_NAMES, ...MARKET_STORED_NAMES }).flatMap(({ name, version }) =>
    Array.from({ length: version }, (_, index) => `${name}.v${String(index + 1)}.json`),
  );
  expect(files.sort()).toEqual(wanted.sort());
});

it.each(ofFilms)('%s is read, in full', (file) => {
  const event = asRecorded(stored(file), 0);
  const film = toFilmEvent(filmCodec.decode(event));
  expect({ ...film.data, occurredAt: film.occurredAt, source: film.source }).toEqual(filmCodec.decode(event).data);
  expect(film.actor).toEqual({ user: 'agent', role: 'sales agent' });
  expect(tell(film)).toMatch(/^\S.+/);
});

it.each(ofMarket)('%s is read, in full', (file) => {
  const event = marketCodec.decode(asRecorded(stored(file), 0));
  const told = toMarketEvent(event);
  expect({ ...told.data, occurredAt: told.occurredAt, source: told.source }).toEqual(event.data);
  expect([told.type, told.actor]).toEqual([event.type, { user: 'agent', role: 'sales agent' }]);
  expect(tellMarket(told)).toMatch(/^\S.+/);
});

it('folds all of the market, in any order', () => {
  expect(evolveBuyerNames(NO_MERGES, marketEvents).size).toBe(1);
  expect(evolveBuyerNames(NO_MERGES, [...marketEvents].reverse()).size).toBe(1);
  expect(evolveRateSets(NO_RATES, marketEvents).size).toBe(1);
});

it('folds all of them, in any order', () => {
  const history = events.map((event) => toFilmEvent(filmCodec.decode(event)));
  expect(fold('01900000-0000-7000-8000-000000000000', history).history).toHaveLength(ofFilms.length);
  expect(fold('01900000-0000-7000-8000-000000000000', [...history].reverse()).history).toHaveLength(ofFilms.length);
});

describe('an event that is not what it says', () => {
  const problems = (type: FilmEventType, data: Record<string, unknown>) =>
    dataProblems(type, { occurredAt: { on: '2024-09-07', precision: 'day' }, source: { kind: 'witnessed' }, ...data });

  it('is noticed, field by field', () => {
    expect(problems('OvationReceived', { kind: 'standing', minutes: null })).toEqual([]);
    expect(problems('OvationReceived', { kind: 'lying', minutes: null })).toEqual([
      '/kind must be equal to one of the allowed values.',
    ]);
    expect(problems('OvationReceived', { kind: 'standing' })).toEqual([" must have required property 'minutes'."]);
    expect(problems('OvationReceived', { kind: 'standing', minutes: 9, length: 9 })).toEqual([
      ' must NOT have additional properties: length.',
    ]);
    expect(problems('OvationReceived', { kind: 'standing', minutes: null, source: { kind: 'rumour' } })).not.toEqual(
      [],
    );
  });

  it('may only correct fields of the event that it corrects', () => {
    const correction = { corrects: 'x', type: 'FilmScreened' };
    expect(problems('EntryCorrected', { ...correction, changes: { venue: 'Palais', premiere: null } })).toEqual([]);
    expect(problems('EntryCorrected', { ...correction, changes: { minutes: 5 } })).toEqual([
      '/changes must NOT have additional properties: minutes.',
    ]);
    expect(problems('EntryCorrected', { ...correction, changes: { venue: 5 } })).toEqual([
      '/changes/venue must be string.',
    ]);
  });
});

it('stores a fact with when it occurred and on whose word', () => {
  const occurredAt = { on: '2024-09-07', precision: 'day' } as const;
  expect(storedData({ type: 'NoteTaken', data: { text: 'x' } }, occurredAt, { kind: 'witnessed' })).toEqual({
    text: 'x',
    occurredAt,
    source: { kind: 'witnessed' },
  });
});
