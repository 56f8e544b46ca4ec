import { setImmediate as turn } from 'node:timers/promises';
import type { EventStore, Position, RecordedEvent } from '#event-store';
import { beginGeneration, type ViewStorage } from '#read-store';
import { applyWithin } from './apply-events';
import { DEFAULT_VIEW_LIMITS } from './limits';
import type { View } from './view';

export interface MemoryBuild {
  readonly store: EventStore;
  /** An empty read store. */
  readonly memory: ViewStorage;
  readonly view: View<never>;
  /** The last event that counts. Default: the last one there is. */
  readonly upTo?: Position;
  /** Ids of events that do not count. */
  readonly leftOut?: ReadonlySet<string>;
  /** Told now and then how many events were applied. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/**
 * Builds a view from the log, for whoever needs it once. The plain names of its tables show it.
 * @throws EventStoreError, ReadStoreError, or what the view throws.
 */
export const buildInMemory = async ({
  store,
  memory,
  view,
  upTo,
  leftOut = new Set(),
  onProgress,
}: MemoryBuild): Promise<void> => {
  const generation = await memory.transaction((tx) => beginGeneration(tx, view, ''));
  let done = 0;
  for await (const batch of batchesUpTo(store, upTo)) {
    const events = batch.filter(({ id }) => !leftOut.has(id));
    await memory.transaction((tx) => applyWithin(tx, view, generation, events));
    done += batch.length;
    onProgress?.(done);
    await turn();
  }
};

async function* batchesUpTo(
  store: EventStore,
  position: Position | undefined,
): AsyncGenerator<readonly RecordedEvent[]> {
  let batch: RecordedEvent[] = [];
  for await (const event of store.readAll()) {
    if (position !== undefined && event.position > position) break;
    batch.push(event);
    if (batch.length < DEFAULT_VIEW_LIMITS.batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
