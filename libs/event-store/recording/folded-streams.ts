import { LRUCache } from 'lru-cache';
import type { EventStore, RecordedEvent, StreamName } from '../port';

/** How the events of one kind of stream become a state. `fold` is pure and total: it never throws, whatever comes. */
export interface StreamModel<State> {
  initial(stream: StreamName): State;
  /** A new state; the given one is left as it is, because others may hold it. */
  fold(state: State, events: readonly RecordedEvent[]): State;
}

/** A stream folded up to a revision. */
export interface FoldedStream<State> {
  readonly state: State;
  readonly revision: bigint | 'no-stream';
  /** The revision of the first event of every command recorded in the stream. */
  readonly commands: ReadonlyMap<string, bigint>;
}

/** Streams, each folded from where it was left; those used last are kept. */
export interface FoldedStreams<State> {
  /** As new as the log was when it was asked: what is new is read. */
  current(stream: StreamName): Promise<FoldedStream<State>>;
  /** As it is kept, without a look at the log: others may have written since. Undefined when it is not kept, or known to be behind. */
  remembered(stream: StreamName): FoldedStream<State> | undefined;
  /**
   * Takes in what was appended right after `folded`, so that it need not be read.
   * @param appended As it would be read and decoded; undefined when that is not known, and only that there is something.
   */
  follow(stream: StreamName, folded: FoldedStream<State>, appended: readonly RecordedEvent[] | undefined): void;
}

/** Key of the metadata that holds the id of the command that an event comes from. */
export const COMMAND_ID = 'commandId';

interface Kept<State> extends FoldedStream<State> {
  /** Shared by all folds of the stream: it only grows, and what is in it is in the log. */
  readonly commands: Map<string, bigint>;
  /** Of the event at its revision; undefined where there is none. */
  readonly lastId: string | undefined;
  readonly isBehind: boolean;
}

/** @param options.cacheSize Streams that are kept. */
export function createFoldedStreams<State>(options: {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly model: StreamModel<State>;
  readonly decode: (event: RecordedEvent) => RecordedEvent;
  readonly cacheSize: number;
}): FoldedStreams<State> {
  const { store, model, decode } = options;
  const cache = new LRUCache<StreamName, Kept<State>>({ max: options.cacheSize });

  // Two may fold the same stream at once; the one that came further is kept.
  const keep = (stream: StreamName, folded: Kept<State>): void => {
    const kept = cache.get(stream)?.revision;
    if (kept === undefined || kept === 'no-stream' || (folded.revision !== 'no-stream' && folded.revision >= kept)) {
      cache.set(stream, folded);
    }
  };

  const begin = (stream: StreamName): Kept<State> => ({
    state: model.initial(stream),
    revision: 'no-stream',
    commands: new Map(),
    lastId: undefined,
    isBehind: false,
  });

  /** `folded` and then `events`, the next ones of its stream. */
  const take = (folded: Kept<State>, events: readonly RecordedEvent[]): Kept<State> => {
    for (const { metadata, revision } of events) {
      const commandId = metadata[COMMAND_ID];
      if (commandId !== undefined && !folded.commands.has(commandId)) folded.commands.set(commandId, revision);
    }
    return {
      state: events.length === 0 ? folded.state : model.fold(folded.state, events),
      revision: events.at(-1)?.revision ?? folded.revision,
      commands: folded.commands,
      lastId: events.at(-1)?.id ?? folded.lastId,
      isBehind: false,
    };
  };

  /** The next events of its stream; undefined where its own last one is not there, because the log was replaced. */
  const after = async (stream: StreamName, { revision, lastId }: Kept<State>): Promise<RecordedEvent[] | undefined> => {
    const events: RecordedEvent[] = [];
    let isThere = revision === 'no-stream';
    for await (const recorded of store.readStream(stream, { from: revision === 'no-stream' ? 0n : revision })) {
      if (isThere) events.push(decode(recorded));
      else if (recorded.id === lastId) isThere = true;
      else return undefined;
    }
    return isThere ? events : undefined;
  };

  return {
    current: async (stream) => {
      let known = cache.get(stream) ?? begin(stream);
      let events = await after(stream, known);
      if (events === undefined) {
        cache.delete(stream);
        known = begin(stream);
        events = (await after(stream, known)) ?? [];
      }
      // At once: a state is made anew by every fold, and one that corrects earlier events begins from the first.
      const folded = take(known, events);
      keep(stream, folded);
      return folded;
    },
    remembered: (stream) => {
      const kept = cache.get(stream);
      return kept === undefined || kept.isBehind ? undefined : kept;
    },
    follow: (stream, folded, appended) => {
      const kept = folded as Kept<State>;
      keep(stream, appended === undefined ? { ...kept, isBehind: true } : take({ ...kept, isBehind: false }, appended));
    },
  };
}
