import { join } from 'node:path';
import { systemClock } from '#apps/api';
import { FilmRecorder } from '#acquisition/commands';
import { evolve, noFilm } from '#acquisition/domain';
import { filmIdOf, isFilmStream, toFilmEvent } from '#acquisition/film-stream';
import type { RecordedEvent } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import { loadSlate } from '../load/load-slate';
import { inTurns, median, perSecond, ratioOf } from '../measuring/rounds';
import type { Row } from '../row';

const EVENTS = 5_000;
const TIMES = 10;

/** An event with the JSON of its data and metadata as text. */
interface Kept extends Omit<RecordedEvent, 'data' | 'metadata'> {
  readonly data: string;
  readonly metadata: string;
}

const parsed = ({ data, metadata, ...event }: Kept): RecordedEvent => ({
  ...event,
  data: JSON.parse(data) as RecordedEvent['data'],
  metadata: JSON.parse(metadata) as RecordedEvent['metadata'],
});

export const fold: Row = {
  name: 'fold',
  title: `Fold one film of about ${EVENTS.toLocaleString('en')} events`,
  async run({ rounds, sized, folder, say }) {
    const file = join(folder('fold'), 'log.db');
    const wanted = sized(EVENTS, 100);
    say('makes a long film');
    const made = openSqliteEventStore({ file });
    await loadSlate(made, { films: 1, events: wanted, seed: 3 }, true);
    const kept: Kept[] = [];
    for await (const event of made.readAll())
      if (isFilmStream(event.stream))
        kept.push({ ...event, data: JSON.stringify(event.data), metadata: JSON.stringify(event.metadata) });
    await made.close();
    const filmId = filmIdOf(kept[0]?.stream ?? '');

    const fromDisk = async (): Promise<number> => {
      let rate = 0;
      for (let time = 0; time < TIMES; time += 1) {
        // Opened anew, so that nothing is held but by the system.
        const store = openSqliteEventStore({ file, readOnly: true });
        const recorder = new FilmRecorder({ store, clock: systemClock('UTC') });
        rate += await perSecond(kept.length, async () => {
          const found = await recorder.film(filmId);
          if (found?.film.history.length !== kept.length) throw new Error('The film was not folded whole.');
        });
        await store.close();
      }
      return rate / TIMES;
    };
    const fromMemory = (): Promise<number> =>
      perSecond(kept.length * TIMES, () => {
        for (let time = 0; time < TIMES; time += 1)
          evolve(
            noFilm(filmId),
            kept.map((event) => toFilmEvent(parsed(event))),
          );
      });

    await fromMemory();
    await fromDisk();
    const measured = await inTurns(rounds, { subject: fromDisk, reference: fromMemory });
    return [
      {
        of: 'from disk, as before a command',
        value: median(measured.subject),
        unit: 'events/s',
        reference: { of: 'JSON.parse + fold from memory', value: median(measured.reference) },
        ratio: ratioOf(measured.subject, measured.reference),
        reach: { atLeast: 0.6 },
        note: `${kept.length.toLocaleString('en')} events`,
      },
    ];
  },
};
