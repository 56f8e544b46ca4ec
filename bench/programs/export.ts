import { createWriteStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openSqliteEventStore } from '#event-store/sqlite';
import { eventLines, logTexts } from '#event-store/cloud-events';
import { answerParent } from '../measuring/child';
import { perSecond } from '../measuring/rounds';

interface Given {
  readonly file: string;
  readonly events: number;
}

export interface Exported {
  readonly perSecond: number;
  /** Most memory held, in bytes: in the second fifth of the time, when all is warm, and in the last three. */
  readonly early: number;
  readonly late: number;
}

/** Exports a log, in a process of its own, so that its memory is its own. */
export type ExportCalls = {
  /** Reads every event, and keeps nothing; answers events per second. */
  limit: (given: Given) => Promise<number>;
  /** Writes every event as a line of a file in `folder`. */
  export: (given: Given & { readonly folder: string }) => Promise<Exported>;
};

const SAMPLE_MS = 50;
const most = (samples: readonly number[]): number => Math.max(...samples);

answerParent({
  limit: async ({ file, events }) => {
    const store = openSqliteEventStore({ file, readOnly: true });
    try {
      let read = 0;
      const rate = await perSecond(events, async () => {
        for await (const event of store.readAll()) read += event.type === '' ? 0 : 1;
      });
      if (read !== events) throw new Error(`${String(read)} of ${String(events)} events were read.`);
      return rate;
    } finally {
      await store.close();
    }
  },
  export: async ({ file, events, folder }) => {
    const store = openSqliteEventStore({ file, readOnly: true });
    const written = join(folder, 'events.jsonl');
    const samples = [process.memoryUsage.rss()];
    const sampling = setInterval(() => samples.push(process.memoryUsage.rss()), SAMPLE_MS);
    try {
      const rate = await perSecond(events, async () =>
        pipeline(eventLines(logTexts(store, await store.head()), {}), createWriteStream(written)),
      );
      const fifth = Math.ceil(samples.length / 5);
      const [early, late] = [samples.slice(fifth - 1, 2 * fifth), samples.slice(2 * fifth)];
      return { perSecond: rate, early: most(early), late: most(late.length > 0 ? late : early) };
    } finally {
      clearInterval(sampling);
      rmSync(written, { force: true });
      await store.close();
    }
  },
} satisfies ExportCalls);
