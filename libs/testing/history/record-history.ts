import { actorMetadata, filmCodec, filmStream, storedData, storedName } from '#acquisition/film-stream';
import type { EventStore } from '#event-store';
import { newId } from '#event-store';
import type { Told } from '#testing';
import { entryId } from '#testing';
import type { LateEntry } from './late-entries';

/** The first thing that is told of a film. */
interface Beginning {
  readonly filmId: string;
  readonly told: Told;
}

/**
 * Records how films began, a millisecond apart from June 2023 on, and then a story of them.
 * @param moveTo Sets the clock of the store, in milliseconds since 1970.
 */
export async function recordHistory(
  store: Pick<EventStore, 'append'>,
  begins: readonly Beginning[],
  story: readonly LateEntry[],
  moveTo: (now: number) => void,
): Promise<void> {
  let now = Date.parse('2023-06-01T00:00:00.000Z');
  const revisions = begins.map((): 'no-stream' | bigint => 'no-stream');
  const counts = begins.map(() => 0);
  const whole = [...begins.map(({ told }, film) => ({ film, told, pause: 1 })), ...story];
  for (const { film, told, pause } of whole) {
    moveTo((now += pause));
    const { fact, occurredAt, source } = told;
    const data = storedData(fact, occurredAt, source);
    const metadata = actorMetadata({ user: 'agent', role: 'sales agent' });
    counts[film] = (counts[film] ?? 0) + 1;
    // What corrects and retracts points at entries of the first film.
    const id = film === 0 ? entryId(counts[film]) : newId();
    const event = { id, ...filmCodec.encode(storedName(fact.type), data, metadata) };
    const stream = filmStream(begins[film]?.filmId ?? '');
    const { revision } = await store.append(stream, revisions[film] ?? 'no-stream', [event]);
    revisions[film] = revision;
  }
}
