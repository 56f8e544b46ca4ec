import { setImmediate as turn } from 'node:timers/promises';
import type { EventStore, Position, RecordedEvent } from '#event-store';
import {
  beginGeneration,
  dumpWithHead,
  openReadStore,
  type DumpHead,
  type DumpedRow,
  type Generation,
  type ViewStorage,
} from '#read-store';
import { applyWithin } from './apply-events';
import { DEFAULT_VIEW_LIMITS } from './limits';
import type { View } from './view';

export interface Comparison {
  readonly store: EventStore;
  readonly readStore: ViewStorage;
  readonly view: View<never>;
  /** Told now and then how many events were applied. */
  readonly onProgress?: (done: number) => void;
}

export interface ComparisonResult {
  readonly same: boolean;
  /** Both are of this moment. */
  readonly position: Position;
  /** The first row that differs; a side that has no such row is left out. */
  readonly difference?: { readonly table: string; readonly kept?: string; readonly rebuilt?: string };
}

/**
 * Builds a view again, in memory, from the same events, and compares it byte by byte with the one that is kept, which
 * may go on meanwhile. Dead letters are left out of both.
 * @throws ReadStoreError `no-such-view`; EventStoreError; or what the view throws.
 */
export const compareWithRebuild = async ({
  store,
  readStore,
  view,
  onProgress,
}: Comparison): Promise<ComparisonResult> => {
  const kept = dumpWithHead(readStore, view);
  const memory = await openReadStore<unknown>({ url: 'sqlite::memory:' });
  const rebuilt = dumpWithHead(memory, view);
  try {
    const head = headOf(await kept.next());
    await rebuildInMemory(store, memory, view, head, onProgress);
    headOf(await rebuilt.next());
    const difference = await firstDifference(kept, rebuilt);
    return { same: difference === undefined, position: head.position as Position, ...(difference && { difference }) };
  } finally {
    await kept.return(undefined);
    await rebuilt.return(undefined);
    await memory.close();
  }
};

type Dump = AsyncGenerator<DumpHead | DumpedRow>;

const headOf = (first: IteratorResult<DumpHead | DumpedRow>): DumpHead => {
  if (first.done === true || !('position' in first.value)) throw new Error('A dump begins with what it is of.');
  return first.value;
};

const nextRow = async (dump: Dump): Promise<DumpedRow | undefined> => {
  const { value } = (await dump.next()) as IteratorResult<DumpedRow, undefined>;
  return value;
};

const firstDifference = async (kept: Dump, rebuilt: Dump): Promise<ComparisonResult['difference']> => {
  for (;;) {
    const [one, other] = [await nextRow(kept), await nextRow(rebuilt)];
    if (one?.line === other?.line) {
      if (one === undefined) return undefined;
      continue;
    }
    return {
      table: (one ?? other)?.table ?? '',
      ...(one && { kept: one.line }),
      ...(other && { rebuilt: other.line }),
    };
  }
};

const rebuildInMemory = async (
  store: EventStore,
  memory: ViewStorage,
  view: View<never>,
  { position, without }: DumpHead,
  onProgress: Comparison['onProgress'],
): Promise<void> => {
  const generation = await memory.transaction((tx) => beginGeneration(tx, view, ''));
  const leftOut = new Set(without);
  let done = 0;
  for await (const batch of batchesUpTo(store, position as Position)) {
    await applyAll(
      memory,
      view,
      generation,
      batch.filter(({ id }) => !leftOut.has(id)),
    );
    done += batch.length;
    onProgress?.(done);
    await turn();
  }
};

const applyAll = (memory: ViewStorage, view: View<never>, generation: Generation, events: readonly RecordedEvent[]) =>
  memory.transaction((tx) => applyWithin(tx, view, generation, events));

async function* batchesUpTo(store: EventStore, position: Position): AsyncGenerator<readonly RecordedEvent[]> {
  let batch: RecordedEvent[] = [];
  for await (const event of store.readAll()) {
    if (event.position > position) break;
    batch.push(event);
    if (batch.length < DEFAULT_VIEW_LIMITS.batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
