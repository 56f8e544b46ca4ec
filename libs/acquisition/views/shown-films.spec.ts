import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import { actorMetadata, filmCodec, filmStream, storedData, storedName } from '#acquisition/film-stream';
import type { Told } from '#testing';
import { FILM_ID, kPops, ovation, screened } from '#testing';
import { createShownFilms, recordedFilms } from './shown-films';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ovation-shown-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function logOf(name: string, story: readonly Told[]) {
  const store = openSqliteEventStore({ file: join(folder, name) });
  const metadata = actorMetadata({ user: 'agent', role: 'sales agent' });
  for (const [index, { fact, occurredAt, source }] of story.entries()) {
    const event = filmCodec.encode(storedName(fact.type), storedData(fact, occurredAt, source), metadata);
    const expected = index === 0 ? 'no-stream' : BigInt(index - 1);
    await store.append(filmStream(FILM_ID), expected, [{ id: newId(), ...event }]);
  }
  return store;
}

it.each([
  ['ends before', []],
  ['has gone on differently since', [ovation('standing', 9), ovation('standing', 11), ovation('standing', 13)]],
])('shows nothing of a log that was replaced by one that %s', async (_, since) => {
  const lost = await logOf('lost.db', [kPops, screened('Eccles'), screened('Ray')]);
  const restored = await logOf('restored.db', [kPops, ...since]);
  let current = lost;
  const films = createShownFilms(recordedFilms({ readStream: (...given) => current.readStream(...given) }, 10), 10);
  expect((await films.see(FILM_ID))?.screenings).toHaveLength(2);
  current = restored;
  const film = await films.see(FILM_ID);
  expect([film?.screenings.length, film?.ovations.length, film?.history.length]).toEqual([
    0,
    since.length,
    1 + since.length,
  ]);
  await Promise.all([lost.close(), restored.close()]);
});
