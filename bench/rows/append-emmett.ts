import { join } from 'node:path';
import { openSqliteEventStore } from '#event-store/sqlite';
import { readPatterns } from '../measuring/patterns';
import { inTurns, median, perSecond, ratioOf } from '../measuring/rounds';
import { createWriters, throughPort } from '../measuring/writers';
import type { Row } from '../row';
import { WRITERS } from './append-64';

const OURS = 40_000;
const THEIRS = 2_000;
const OF = `through the port, SQLite, ${String(WRITERS)} writers`;

export const appendEmmett: Row = {
  name: 'append-emmett',
  title: 'Durable append against Emmett',
  async run({ rounds, sized, folder, emmett: start }) {
    const emmett = await start();
    if (typeof emmett === 'string') return [{ of: OF, notRun: emmett }];
    const store = openSqliteEventStore({ file: join(folder('append-emmett'), 'log.db') });
    const writers = createWriters(WRITERS, await readPatterns(), 'ours');
    const [ours, theirs] = [sized(OURS, 128), sized(THEIRS, 64)];
    let errors = 0;
    try {
      const measured = await inTurns(rounds, {
        subject: () => perSecond(ours, () => writers.write(throughPort(store), ours)),
        reference: async () => {
          const done = await emmett.ask('append', theirs);
          errors += done.errors;
          return done.rate;
        },
      });
      return [
        {
          of: OF,
          value: median(measured.subject),
          unit: 'appends/s',
          reference: { of: `Emmett on PostgreSQL, ${String(WRITERS)} writers`, value: median(measured.reference) },
          ratio: ratioOf(measured.subject, measured.reference),
          reach: { atLeast: 15 },
          // One error of ours and the row fails: it is thrown.
          note: `errors: none of ours, ${String(errors)} of Emmett's`,
        },
      ];
    } finally {
      await store.close();
    }
  },
};
