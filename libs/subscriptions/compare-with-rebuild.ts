import type { EventStore, Position } from '#event-store';
import { dumpWithHead, openReadStore, type DumpHead, type DumpedRow, type ViewStorage } from '#read-store';
import { buildInMemory } from './build-in-memory';
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
    const leftOut = new Set(head.without);
    await buildInMemory({ store, memory, view, upTo: head.position as Position, leftOut, onProgress });
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
