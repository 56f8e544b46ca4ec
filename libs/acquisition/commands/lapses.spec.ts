import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore, RecordedEvent } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import { utcDay } from '#acquisition/domain';
import type { CommandContext, FilmCommandType } from '.';
import { AcceptOffer, FilmRecorder, MakeOffer, RegisterFilm, TakeNote } from '.';

const EIGHT = '2024-09-09T08:00:00.000Z';
const JUST_BEFORE = '2024-09-09T08:59:59.999Z';
const NINE = '2024-09-09T09:00:00.000Z';
const AGENT: CommandContext = { user: 'ana', role: 'sales agent' };
const FILM = 'k-pops-2024';

let folder: string;
let store: EventStore;
/** A recorder whose clock says one time after the other, and stays at the last. */
const recorderAt = (...times: readonly string[]) => {
  const left = [...times];
  const now = () => (left.length > 1 ? left.shift() : left[0]) ?? EIGHT;
  return new FilmRecorder({ store, clock: { now, dayOf: utcDay } });
};

const record = (by: FilmRecorder, command: FilmCommandType, details: object, context: Partial<CommandContext> = {}) =>
  by.record(command.declaration, new command(FILM, details as never, { ...AGENT, ...context }));
const offer = async (by: FilmRecorder, territories: string) =>
  (await record(by, MakeOffer, { buyer: 'Neon', rights: { territories }, expiresAt: NINE })).events[0]?.id ?? '';
const typesAfter = async (first: number) => {
  const types: string[] = [];
  for await (const { type } of store.readAll()) types.push(type);
  return types.slice(first);
};

const lapsesInLog = async () => {
  const lapses: RecordedEvent[] = [];
  for await (const event of store.readAll()) if (event.type === 'OfferLapsed') lapses.push(event);
  return lapses;
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ovation-lapses-'));
  store = openSqliteEventStore({ file: join(folder, 'ovation.db') });
  await recorderAt(EIGHT).register(
    new RegisterFilm({ title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'] }, AGENT),
  );
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

it('records what is due before the command, all together, each caused by what set its time', async () => {
  const offers = [await offer(recorderAt(EIGHT), 'US'), await offer(recorderAt(EIGHT), 'Italy')];
  const late = await record(recorderAt(NINE), TakeNote, { text: 'Late.' });
  expect(await typesAfter(4)).toEqual(['OfferLapsed', 'OfferLapsed', 'NoteTaken']);
  expect(late.events).toHaveLength(1);
  const lapses = await lapsesInLog();
  for (const { metadata } of lapses) expect(metadata).toMatchObject({ user: 'offer clock', role: 'clock' });
  expect(lapses.map(({ metadata }) => metadata['correlationId'])).toEqual(offers);
  expect(new Set(lapses.map(({ metadata }) => metadata['commandId'])).size).toBe(1);
});

it('leaves out what was answered meanwhile', async () => {
  const clock = recorderAt(NINE);
  const early = recorderAt(EIGHT);
  const [answered, due] = [await offer(early, 'US'), await offer(early, 'Italy')];
  const filmId = (await clock.film(FILM))?.film.filmId ?? '';
  const append = store.append.bind(store);
  // Between what the clock decides and its append.
  store.append = async (...asked) => {
    store.append = append;
    await record(recorderAt(JUST_BEFORE), AcceptOffer, { offerId: answered });
    return append(...asked);
  };
  await clock.lapseDue(filmId);
  expect((await lapsesInLog()).map(({ data }) => data['offerId'])).toEqual([due]);
  expect((await clock.film(FILM))?.film.offers.get(answered)?.status).toBe('accepted');
});

it('is no more at once than a store takes', async () => {
  const clock = recorderAt(EIGHT);
  for (let n = 0; n < 450; n += 1) await offer(clock, 'US');
  await record(recorderAt(NINE), TakeNote, { text: 'Late.' });
  const sizes = Map.groupBy(await lapsesInLog(), ({ metadata }) => metadata['commandId']);
  expect([...sizes.values()].map(({ length }) => length)).toEqual([200, 200, 50]);
});

it('records it also where the command itself is refused, and not for one that was recorded before', async () => {
  const offerId = await offer(recorderAt(EIGHT), 'US');
  const keyed = { idempotencyKey: 'k1' };
  await record(recorderAt(EIGHT), TakeNote, { text: 'Early.' }, keyed);
  expect(await record(recorderAt(NINE), TakeNote, { text: 'Early.' }, keyed)).toMatchObject({ repeated: true });
  expect(await typesAfter(3)).toEqual(['NoteTaken']);
  await expect(record(recorderAt(NINE), AcceptOffer, { offerId })).rejects.toMatchObject({
    refusal: { code: 'offer-is-dead' },
  });
  expect(await typesAfter(4)).toEqual(['OfferLapsed']);
});

it('is at its end also where the clock is set back in the middle', async () => {
  await offer(recorderAt(EIGHT), 'US');
  await record(recorderAt(NINE, EIGHT), TakeNote, { text: 'Late.' });
  expect(await typesAfter(3)).toEqual(['OfferLapsed', 'NoteTaken']);
});

it('does it once, whoever does it, and says where', async () => {
  await offer(recorderAt(EIGHT), 'US');
  const filmId = (await recorderAt(EIGHT).film(FILM))?.film.filmId ?? '';
  expect(await recorderAt(JUST_BEFORE).lapseDue(filmId)).toBeUndefined();
  const [one, other] = [recorderAt(NINE), recorderAt(NINE)];
  const positions = await Promise.all([one.lapseDue(filmId), other.lapseDue(filmId), one.lapseDue(filmId)]);
  expect(new Set(positions.filter((position) => position !== undefined))).toEqual(new Set([await store.head()]));
  expect(await one.lapseDue(filmId)).toBeUndefined();
  expect(await typesAfter(3)).toEqual(['OfferLapsed']);
  expect(await one.lapseDue('01900000-0000-7000-8000-00000000abcd')).toBeUndefined();
});

it('of an acceptance and the lapse in two processes, one wins, and the other is told', async () => {
  const territories = ['US', 'Italy', 'Benelux', 'Japan', 'Brazil', 'Canada', 'Spain', 'Poland'];
  const offers = await Promise.all(territories.map((where) => offer(recorderAt(EIGHT), where)));
  const filmId = (await recorderAt(EIGHT).film(FILM))?.film.filmId ?? '';
  const [agent, clock] = [recorderAt(JUST_BEFORE), recorderAt(NINE)];
  const [accepted] = await Promise.all([
    Promise.allSettled(offers.map((offerId) => record(agent, AcceptOffer, { offerId }))),
    clock.lapseDue(filmId),
  ]);
  const film = (await agent.film(FILM))?.film;
  accepted.forEach((outcome, index) => {
    const status = film?.offers.get(offers[index] ?? '')?.status;
    expect(status).toBe(outcome.status === 'fulfilled' ? 'accepted' : 'lapsed');
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ refusal: { code: 'offer-is-dead' } });
  });
});
