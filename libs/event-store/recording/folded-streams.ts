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

/** Key of the metadata that holds the id of the command that an event comes from. */
export const COMMAND_ID = 'commandId';

const FOLD_CHUNK = 512;

/**
 * Folds streams, each from where it was left: the `cacheSize` streams used last are kept, and only what is new is read.
 * What it answers is as new as the log was when it was asked.
 */
export function createFoldedStreams<State>(options: {
  readonly store: EventStore;
  readonly model: StreamModel<State>;
  readonly decode: (event: RecordedEvent) => RecordedEvent;
  readonly cacheSize: number;
}): (stream: StreamName) => Promise<FoldedStream<State>> {
  const { store, model, decode } = options;
  const cache = new LRUCache<StreamName, FoldedStream<State>>({ max: options.cacheSize });

  // Two may fold the same stream at once; the one that read further is kept.
  const keep = (stream: StreamName, folded: FoldedStream<State>): void => {
    const kept = cache.get(stream)?.revision;
    if (kept === undefined || kept === 'no-stream' || (folded.revision !== 'no-stream' && folded.revision > kept)) {
      cache.set(stream, folded);
    }
  };

  return async (stream) => {
    const known = cache.get(stream);
    let state = known === undefined ? model.initial(stream) : known.state;
    let revision = known === undefined ? 'no-stream' : known.revision;
    // Shared by all folds of the stream: it only grows, and what is in it is in the log.
    const commands = (known?.commands ?? new Map()) as Map<string, bigint>;
    let chunk: RecordedEvent[] = [];
    const from = revision === 'no-stream' ? 0n : revision + 1n;
    for await (const recorded of store.readStream(stream, { from })) {
      const event = decode(recorded);
      const commandId = event.metadata[COMMAND_ID];
      if (commandId !== undefined && !commands.has(commandId)) commands.set(commandId, event.revision);
      chunk.push(event);
      revision = event.revision;
      if (chunk.length === FOLD_CHUNK) {
        state = model.fold(state, chunk);
        chunk = [];
      }
    }
    if (chunk.length > 0) state = model.fold(state, chunk);
    const folded: FoldedStream<State> = { state, revision, commands };
    keep(stream, folded);
    return folded;
  };
}
