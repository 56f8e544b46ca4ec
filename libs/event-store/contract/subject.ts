import { newId } from '../recording';
import type { CaughtUp, EventStore, Json, NewEvent, Position, RecordedEvent, StreamName } from '../port';

/** A store under test. Its log may hold events of others: the suite only looks at what comes after its own start. */
export interface Subject {
  readonly store: EventStore;
  /** Closes the store and opens the same log again. */
  reopen(): Promise<EventStore>;
  /** Closes what is open and removes what was made. */
  dispose(): Promise<void>;
}

export type MakeStore = () => Promise<Subject>;

/** What the tests of one group work with; a new one for each test. */
export interface Bench {
  /** The store as it is open now. */
  readonly store: EventStore;
  /** The head of the log when the test began. */
  readonly start: Position;
  reopen(): Promise<EventStore>;
}

/** Makes a store before each test of the surrounding group and removes it after. */
export function useStore(makeStore: MakeStore): Bench {
  let subject: Subject | undefined;
  let store: EventStore | undefined;
  let start: Position | undefined;
  const present = <Value>(value: Value | undefined): Value => {
    if (value === undefined) throw new Error('The store is only there while a test runs.');
    return value;
  };

  beforeEach(async () => {
    subject = await makeStore();
    store = subject.store;
    start = await store.head();
  });

  afterEach(async () => {
    await subject?.dispose();
    subject = undefined;
  });

  return {
    get store() {
      return present(store);
    },
    get start() {
      return present(start);
    },
    reopen: async () => {
      store = await present(subject).reopen();
      return store;
    },
  };
}

export const newStream = (): StreamName => `film-${newId()}`;

/** An event of its own, with the data it is given. */
export const anEvent = (data: { readonly [key: string]: Json } = { title: 'K-Pops' }): NewEvent => ({
  id: newId(),
  type: 'NoteTaken',
  data,
  metadata: { actor: 'agent-1' },
});

/** `count` events, numbered from `first` in their data. */
export const someEvents = (count: number, first = 0): NewEvent[] =>
  Array.from({ length: count }, (_, index) => anEvent({ number: first + index }));

/** What the reader of an event is given, apart from where and when it was stored. */
export const contentOf = ({ id, type, data, metadata }: NewEvent | RecordedEvent): NewEvent => ({
  id,
  type,
  data,
  metadata,
});

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

export const streamOf = (store: EventStore, stream: StreamName): Promise<RecordedEvent[]> =>
  collect(store.readStream(stream));

/** Subscribes and aborts as soon as `isEnough` says so of what has come; answers that, once the subscription has ended. */
export async function follow(
  store: EventStore,
  after: Position,
  isEnough: (seen: readonly (RecordedEvent | CaughtUp)[]) => boolean,
): Promise<(RecordedEvent | CaughtUp)[]> {
  const stop = new AbortController();
  const seen: (RecordedEvent | CaughtUp)[] = [];
  for await (const item of store.subscribe({ after, signal: stop.signal })) {
    seen.push(item);
    if (isEnough(seen)) stop.abort();
  }
  return seen;
}
