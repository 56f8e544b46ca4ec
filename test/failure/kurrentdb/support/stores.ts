import { setTimeout as moment } from 'node:timers/promises';
import {
  isEventStoreError,
  newId,
  type AppendResult,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  type StreamName,
} from '#event-store';
import { openKurrentEventStore, type KurrentEventStoreOptions } from '#event-store/kurrentdb';

/** Short, so that a test need not wait long for what takes seconds. */
export const QUICK = { callTimeoutMs: 1_500, patienceMs: 1_500, maxPauseMs: 200 } as const;

/** Longest wait of any call to such a store: an append may look for the head of the log before it is sent. */
export const QUICK_BOUND_MS = 2 * QUICK.callTimeoutMs + QUICK.patienceMs + 1_000;

/** Opens stores for the tests of a file; closed after each test. For use within Jest. */
export function useStores(): { open(options: KurrentEventStoreOptions): EventStore } {
  const opened: EventStore[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
  });
  return {
    open: (options) => {
      const store = openKurrentEventStore(options);
      opened.push(store);
      return store;
    },
  };
}

export const newStream = (): StreamName => `film-${newId()}`;

export const someEvents = (count: number): NewEvent[] =>
  Array.from({ length: count }, (_, number) => ({ id: newId(), type: 'NoteTaken', data: { number }, metadata: {} }));

export async function idsOf(store: EventStore, stream: StreamName): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of store.readStream(stream)) ids.push(id);
  return ids;
}

/** Appends as one must while the server comes and goes: the same again, until it is acknowledged. */
export async function appendAtLast(
  store: EventStore,
  stream: StreamName,
  expected: ExpectedRevision,
  events: readonly NewEvent[],
): Promise<AppendResult> {
  for (;;) {
    try {
      return await store.append(stream, expected, events);
    } catch (error) {
      const mayRepeat = isEventStoreError(error) && ['unavailable', 'outcome-unknown'].includes(error.code);
      if (!mayRepeat) throw error;
      await moment(25);
    }
  }
}

/** How a call ended: its error's code, or `ok`; and how long it took. */
export interface Ending {
  readonly call: string;
  readonly code: string;
  readonly ms: number;
}

export async function endingOf(call: string, work: () => Promise<unknown>): Promise<Ending> {
  const start = performance.now();
  const code = await work().then(
    () => 'ok',
    (error: unknown) => (isEventStoreError(error) ? error.code : `untyped: ${String(error)}`),
  );
  return { call, code, ms: Math.round(performance.now() - start) };
}

/** Every call of the port that has an end, at once. */
export const everyCall = (store: EventStore, stream: StreamName): Promise<Ending[]> =>
  Promise.all([
    endingOf('append', () => store.append(newStream(), 'no-stream', someEvents(1))),
    endingOf('append to a stream that is there', () => store.append(stream, 'exists', someEvents(1))),
    endingOf('readStream', () => idsOf(store, stream)),
    endingOf('readAll', () => store.readAll()[Symbol.asyncIterator]().next()),
    endingOf('head', () => store.head()),
  ]);
