import type { EventStore, RecordedEvent, StreamName } from '../port';
import { newId } from './ids';
import type { RecordRequest, StreamModel } from './recorder';

/** A stream that is easy to be sure of: every event says how many came before it, and who wrote it. */
export interface Tally {
  readonly stream: StreamName;
  readonly count: number;
  readonly authors: readonly string[];
}

export const tally: StreamModel<Tally> = {
  initial: (stream) => ({ stream, count: 0, authors: [] }),
  fold: (state, events) => ({
    ...state,
    count: state.count + events.length,
    authors: [
      ...state.authors,
      ...events.map(({ data }) => (typeof data['author'] === 'string' ? data['author'] : 'nobody')),
    ],
  }),
};

/** Asks for `size` notes by `author`, numbered on from the state. */
export function notesBy(
  author: string,
  asked: Pick<RecordRequest<Tally>, 'stream'> & Partial<RecordRequest<Tally>>,
  size = 1,
): RecordRequest<Tally> {
  return {
    commandId: newId(),
    digest: `notes by ${author}`,
    metadata: { actor: author },
    decide: (state) =>
      Array.from({ length: size }, (_, index) => ({
        type: 'NoteTaken',
        data: { author, number: state.count + index },
      })),
    ...asked,
  };
}

/** The same store, with something happening around its appends. */
export const withAppend = (
  store: EventStore,
  around: (append: () => ReturnType<EventStore['append']>, stream: StreamName) => ReturnType<EventStore['append']>,
): EventStore => ({
  ...store,
  append: (stream, expected, events) => around(() => store.append(stream, expected, events), stream),
});

/** The same store, telling of every event that is read from a stream. */
export const withReads = (store: EventStore, told: (event: RecordedEvent) => void): EventStore => ({
  ...store,
  async *readStream(stream, options) {
    for await (const event of store.readStream(stream, options)) {
      told(event);
      yield event;
    }
  },
});
