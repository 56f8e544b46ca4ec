import { viewsOf } from '#apps/api';
import type { ViewTables } from '#acquisition/views';
import type { EventStore } from '#event-store';
import type { ReadStore } from '#read-store';
import { openReadStore } from '#read-store';
import { superviseViews } from '#subscriptions';
import { EXIT } from './exit-codes';
import { CommandLineError } from './failure';
import { quiet } from './log';

/** Longest making of views from the events, in milliseconds. */
const LONGEST_MAKING = 3_600_000;

/**
 * Makes views from the events, in memory, for a question that only they answer.
 * @param names of the views.
 * @throws CommandLineError when an event stops them; EventStoreError
 */
export async function withViewsInMemory<T>(
  store: EventStore,
  names: readonly string[],
  work: (db: ReadStore<ViewTables>['db']) => Promise<T>,
): Promise<T> {
  const readStore = await openReadStore<ViewTables>({ url: 'sqlite::memory:' });
  const views = viewsOf(store).filter(({ name }) => names.includes(name));
  const supervisor = superviseViews({ store, readStore, views, log: quiet, now: () => new Date() });
  try {
    await supervisor.start();
    const isMade = await supervisor.waitFor(await store.head(), { timeoutMs: LONGEST_MAKING });
    if (!isMade)
      throw new CommandLineError(EXIT.failed, `The views ${names.join(', ')} cannot be made from the events.`);
    return await work(readStore.db);
  } finally {
    await supervisor.stop();
    await readStore.close();
  }
}
