import { join } from 'node:path';
import { openSqliteEventStore } from '#event-store/sqlite';
import { readPatterns } from '../measuring/patterns';
import { inTurns, median, perSecond, ratioOf } from '../measuring/rounds';
import { openSyncedFile } from '../measuring/synced-file';
import { createWriters, throughPort } from '../measuring/writers';
import type { Row } from '../row';

const APPENDS = 5_000;

export const append1: Row = {
  name: 'append-1',
  title: 'Durable append, 1 writer',
  async run({ rounds, sized, folder }) {
    const at = folder('append-1');
    const appends = sized(APPENDS, 50);
    const store = openSqliteEventStore({ file: join(at, 'log.db') });
    const file = openSyncedFile(join(at, 'blocks'));
    const writer = createWriters(1, await readPatterns(), 'one');
    try {
      const measured = await inTurns(rounds, {
        subject: () => perSecond(appends, () => writer.write(throughPort(store), appends)),
        reference: () => perSecond(appends, () => file.append(appends)),
      });
      const reference = median(measured.reference);
      return [
        {
          of: 'through the port, SQLite',
          value: median(measured.subject),
          unit: 'appends/s',
          reference: { of: 'node: append 4 KiB, fdatasync', value: reference },
          ratio: ratioOf(measured.subject, measured.reference),
          reach: { atLeast: 0.8 },
          note: `an fdatasync takes ${(1_000 / reference).toFixed(2)} ms here`,
        },
      ];
    } finally {
      await store.close();
      file.close();
    }
  },
};
