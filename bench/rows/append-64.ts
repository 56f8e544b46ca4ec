import { join } from 'node:path';
import { openSqliteEventStore } from '#event-store/sqlite';
import { readPatterns } from '../measuring/patterns';
import { openRawSqlite } from '../measuring/raw-sqlite';
import { inTurns, median, perSecond, ratioOf } from '../measuring/rounds';
import { openSyncedFile } from '../measuring/synced-file';
import { createWriters, throughPort } from '../measuring/writers';
import type { Row } from '../row';

export const WRITERS = 64;
const APPENDS = 40_000;
const APPENDS_ALONE = 4_000;
const SYNCS = 500;
/** From here on the disk decides, and sharing an fsync among 64 is worth more. */
const SLOW_FSYNC_MS = 1;

export const append64: Row = {
  name: 'append-64',
  title: `Durable append, ${String(WRITERS)} writers, own streams`,
  async run({ rounds, sized, folder }) {
    const at = folder('append-64');
    const [appends, alone, syncs] = [sized(APPENDS, 128), sized(APPENDS_ALONE, 50), sized(SYNCS, 20)];
    const patterns = await readPatterns();
    const store = openSqliteEventStore({ file: join(at, 'log.db') });
    const raw = await openRawSqlite(join(at, 'raw.db'), patterns);
    const file = openSyncedFile(join(at, 'blocks'));
    const many = createWriters(WRITERS, patterns, 'many');
    const one = createWriters(1, patterns, 'one');
    const append = throughPort(store);
    try {
      const measured = await inTurns(rounds, {
        raw: () => perSecond(appends, () => raw.insert(appends, WRITERS, WRITERS)),
        many: () => perSecond(appends, () => many.write(append, appends)),
        one: () => perSecond(alone, () => one.write(append, alone)),
        syncs: () => perSecond(syncs, () => file.append(syncs)),
      });
      const value = median(measured.many);
      const fsyncMs = 1_000 / median(measured.syncs);
      const together = { of: 'through the port, SQLite', value, unit: 'appends/s' };
      return [
        {
          ...together,
          reference: { of: `raw inserts, ${String(WRITERS)} a transaction, same tables`, value: median(measured.raw) },
          ratio: ratioOf(measured.many, measured.raw),
          reach: { atLeast: 0.5 },
        },
        {
          ...together,
          reference: { of: '1 writer', value: median(measured.one) },
          ratio: ratioOf(measured.many, measured.one),
          reach: { atLeast: fsyncMs >= SLOW_FSYNC_MS ? 30 : 5 },
          note: `an fdatasync takes ${fsyncMs.toFixed(2)} ms here; ≥ 30 × is asked for where it takes 1 ms or more`,
        },
      ];
    } finally {
      await store.close();
      raw.close();
      file.close();
    }
  },
};
