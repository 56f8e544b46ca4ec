import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { EventStore, RecordedEvent } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import { fold } from '#acquisition/domain';
import { filmIdOf, isFilmStream, toFilmEvent } from '#acquisition/film-stream';
import { viewsOf } from '#acquisition/views';
import { openReadStore } from '#read-store';
import type { Log } from '#subscriptions';
import { superviseViews } from '#subscriptions';
import { answerParent } from '../measuring/child';
import { perSecond } from '../measuring/rounds';

/** Builds one view from a log, in a process of its own, so that its memory is its own. */
export type RebuildCalls = {
  /** Reads, parses and folds every event, and keeps nothing; answers events per second. */
  limit: (given: { readonly file: string; readonly events: number }) => Promise<number>;
  /** Builds the view from nothing, checkpoints included. `folder` is for its read store. */
  build: (given: {
    readonly file: string;
    readonly events: number;
    readonly folder: string;
    readonly view: string;
  }) => Promise<Built>;
};

export interface Built {
  readonly perSecond: number;
  /** Most memory held, in bytes: in the second fifth of the time, when all is warm, and in the last three. */
  readonly early: number;
  readonly late: number;
}

/** Events that are folded together: films of a part of the log, so that nothing is held. */
const PART = 20_000;
const SAMPLE_MS = 100;
const LONGEST_MS = 2 ** 31 - 1;

const say = (): void => undefined;
const SILENT: Log = { debug: say, info: say, warn: say, error: say };

async function readOn<T>(file: string, work: (store: EventStore) => Promise<T>): Promise<T> {
  const store = openSqliteEventStore({ file, readOnly: true });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

function foldPart(events: readonly RecordedEvent[]): void {
  for (const [stream, ofFilm] of Map.groupBy(events, (event) => event.stream))
    if (isFilmStream(stream)) fold(filmIdOf(stream), ofFilm.map(toFilmEvent));
}

async function foldAll(store: EventStore): Promise<void> {
  let part: RecordedEvent[] = [];
  for await (const event of store.readAll()) {
    part.push(event);
    if (part.length < PART) continue;
    foldPart(part);
    part = [];
  }
  foldPart(part);
}

async function build(store: EventStore, file: string, name: string): Promise<void> {
  const readStore = await openReadStore<unknown>({ url: `sqlite:${file}` });
  const views = viewsOf(store).filter((view) => view.name === name);
  const supervisor = superviseViews({ store, readStore, views, log: SILENT, now: () => new Date() });
  await supervisor.start();
  try {
    if (!(await supervisor.waitFor(await store.head(), { timeoutMs: LONGEST_MS })))
      throw new Error(`View ${name} was not built: ${JSON.stringify(await supervisor.status())}`);
  } finally {
    await supervisor.stop();
    await readStore.close();
  }
}

const most = (samples: readonly number[]): number => Math.max(...samples);

answerParent({
  limit: ({ file, events }) => readOn(file, (store) => perSecond(events, () => foldAll(store))),
  build: ({ file, events, folder, view }) =>
    readOn(file, async (store) => {
      const samples = [process.memoryUsage.rss()];
      const sampling = setInterval(() => samples.push(process.memoryUsage.rss()), SAMPLE_MS);
      try {
        const rate = await perSecond(events, () => build(store, join(folder, `${view}.db`), view));
        const fifth = Math.ceil(samples.length / 5);
        const [early, late] = [samples.slice(fifth - 1, 2 * fifth), samples.slice(2 * fifth)];
        return { perSecond: rate, early: most(early), late: most(late.length > 0 ? late : early) };
      } finally {
        clearInterval(sampling);
        rmSync(join(folder, `${view}.db`), { force: true });
      }
    }),
} satisfies RebuildCalls);
