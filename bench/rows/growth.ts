import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteEventStore } from '#event-store/sqlite';
import { readPatterns } from '../measuring/patterns';
import { inTurns, median, perSecond, ratioOf } from '../measuring/rounds';
import { createWriters, throughPort } from '../measuring/writers';
import type { Figure, Row } from '../row';
import type { Slate } from '../slates';
import { WRITERS } from './append-64';

const APPENDS = 20_000;

/** What the log takes on the disk, against the JSON of data and metadata that is in it. */
function storedBytes({ file }: Slate): Figure {
  const connection = new DatabaseSync(file, { readOnly: true });
  const row = connection
    .prepare('SELECT count(*) AS events, sum(octet_length(data) + octet_length(metadata)) AS payload FROM events')
    .get();
  connection.close();
  const [events, payload, stored] = [Number(row?.['events']), Number(row?.['payload']), statSync(file).size];
  return {
    of: 'bytes stored per event',
    value: stored / events,
    unit: 'bytes',
    reference: { of: 'its payload', value: payload / events },
    ratio: stored / payload,
    reach: { atMost: 1.6 },
  };
}

export const growth: Row = {
  name: 'growth',
  title: 'The log at 1,000,000 events',
  async run({ rounds, sized, slates, folder, say }) {
    const big = await slates.big();
    const appends = sized(APPENDS, 128);
    const patterns = await readPatterns();
    say('appends at the end of a long log');
    const full = openSqliteEventStore({ file: slates.copy(big).file });
    const empty = openSqliteEventStore({ file: join(folder('empty'), 'log.db') });
    const [onFull, onEmpty] = [createWriters(WRITERS, patterns, 'full'), createWriters(WRITERS, patterns, 'empty')];
    try {
      const measured = await inTurns(rounds, {
        subject: () => perSecond(appends, () => onFull.write(throughPort(full), appends)),
        reference: () => perSecond(appends, () => onEmpty.write(throughPort(empty), appends)),
      });
      return [
        {
          of: `appends, ${String(WRITERS)} writers`,
          value: median(measured.subject),
          unit: 'appends/s',
          reference: { of: 'an empty store', value: median(measured.reference) },
          ratio: ratioOf(measured.subject, measured.reference),
          reach: { atLeast: 0.7 },
          note: `${big.events.toLocaleString('en')} events`,
        },
        storedBytes(big),
      ];
    } finally {
      await full.close();
      await empty.close();
    }
  },
};
