import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { EventStore, RecordedEvent } from '#event-store';
import { newId } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import { actorMetadata, filmCodec, filmStream, storedData, storedName } from '#acquisition/film-stream';
import type { Told } from '#testing';
import { FILM_ID, anything, kPops, ovation, screened } from '#testing';
import { createFilmFolds } from './film-folds';
import { slateRow } from './slate/slate-row';
import { dossierOf } from './film/dossier';

const OTHER_FILM = '01900000-0000-7000-8000-0000000000ff';

let folder: string;
let store: EventStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ovation-folds-'));
  store = openSqliteEventStore({ file: join(folder, 'ovation.db') });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

async function append(filmId: string, expected: 'no-stream' | bigint, story: readonly Told[]): Promise<bigint> {
  const metadata = actorMetadata({ user: 'agent', role: 'sales agent' });
  const events = story.map(({ fact, occurredAt, source }) => ({
    id: newId(),
    ...filmCodec.encode(storedName(fact.type), storedData(fact, occurredAt, source), metadata),
  }));
  return (await store.append(filmStream(filmId), expected, events)).revision;
}

async function all(): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of store.readAll()) events.push(event);
  return events;
}

const shown = (films: Awaited<ReturnType<ReturnType<typeof createFilmFolds>>>) =>
  films.map(({ film, at, position, revision }) => [slateRow(film, at, position), dossierOf(film, at), revision]);

it('gives the same whatever the batches, from memory or from the log', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anything, { minLength: 1, maxLength: 15 }), fc.array(fc.nat(4)), async (story, cuts) => {
      const [mine, other] = [newId(), newId()];
      let last = await append(mine, 'no-stream', [kPops]);
      await append(other, 'no-stream', [kPops]);
      for (const told of story) last = await append(mine, last, [told]);
      const events = (await all()).filter(({ stream }) => stream === filmStream(mine) || stream === filmStream(other));

      const [expected] = shown((await createFilmFolds(store)(events)).filter(({ film }) => film.filmId === mine));
      const stepwise = createFilmFolds(store);
      let rest = [...events];
      let answered: unknown;
      for (const cut of [...cuts, events.length]) {
        const batch = rest.slice(0, cut + 1);
        rest = rest.slice(cut + 1);
        answered = shown((await stepwise(batch)).filter(({ film }) => film.filmId === mine))[0] ?? answered;
      }
      expect(answered).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});

it('takes a batch that comes again, and one that comes after a restart', async () => {
  await append(FILM_ID, 'no-stream', [kPops]);
  await append(FILM_ID, 0n, [kPops]);
  const events = await all();
  const folds = createFilmFolds(store);
  const first = shown(await folds(events));
  expect(shown(await folds(events))).toEqual(first);
  expect(shown(await createFilmFolds(store)(events.slice(1)))).toEqual(first);
});

it('does not take a film of a log that was replaced for one of this log', async () => {
  let current = store;
  const folds = createFilmFolds({ readStream: (...given) => current.readStream(...given) });
  await append(FILM_ID, 'no-stream', [kPops, screened('Grand Théâtre Lumière')]);
  await folds(await all());
  const lost = store;
  store = current = openSqliteEventStore({ file: join(folder, 'restored.db') });
  await append(FILM_ID, 'no-stream', [kPops, ovation('standing', 9)]);
  const events = await all();
  const expected = shown(await createFilmFolds(store)(events));
  for (const event of events) await folds([event]);
  expect(shown(await folds(events))).toEqual(expected);
  await lost.close();
});

it('answers once for each film of a batch, and leaves other streams alone', async () => {
  await append(FILM_ID, 'no-stream', [kPops]);
  await append(OTHER_FILM, 'no-stream', [kPops, kPops]);
  await store.append('slug-x', 'no-stream', [{ id: newId(), type: 'SlugClaimed', data: {}, metadata: {} }]);
  const films = await createFilmFolds(store)(await all());
  expect(films.map(({ film, revision }) => [film.filmId, revision])).toEqual([
    [FILM_ID, 0n],
    [OTHER_FILM, 1n],
  ]);
});
