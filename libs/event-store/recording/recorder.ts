import { setTimeout as delay } from 'node:timers/promises';
import type { EventCodec, EventData } from '../codec';
import { EventStoreError, isEventStoreError } from '../errors';
import type { AppendResult, EventStore, ExpectedRevision, NewEvent, Position, StreamName } from '../port';
import { CommandIdReused, IfMatchFailed } from './errors';
import { COMMAND_ID, createFoldedStreams, type FoldedStream, type StreamModel } from './folded-streams';
import { eventIdOf, newId } from './ids';
import { createTurns } from './turns';

export type { StreamModel } from './folded-streams';

/** What a decision wants recorded. */
export interface DecidedEvent {
  readonly type: string;
  readonly data: EventData;
  /** Of this event alone, on top of the request's. */
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface RecordRequest<State> {
  readonly stream: StreamName;
  /** UUID. A request with the id of an earlier one gets the answer of that one. */
  readonly commandId: string;
  /**
   * UUID of the first event; those of the others derive from it. Default: a new one. Never the same for two requests of one
   * command id: a store that has seen the ids of one would tell the other, which it never looked at, that it is recorded.
   */
  readonly entryId?: string;
  /** Of what was asked, so that another request under the same id is noticed. */
  readonly digest: string;
  /** The revision that the caller saw. Without it, the decision is taken on whatever is current. */
  readonly ifMatch?: bigint;
  /** Goes with every event (the actor and such); the command's id and digest are added. */
  readonly metadata: Readonly<Record<string, string>>;
  /** At least one event, or throws to refuse. Pure: it may be asked again on a newer state. */
  decide(state: State, revision: bigint | 'no-stream'): readonly DecidedEvent[];
}

/** What was recorded for a command. */
export interface Recorded {
  readonly stream: StreamName;
  /** Revision of the last event. */
  readonly revision: bigint;
  /** Position of the last event. */
  readonly position: Position;
  /** True when the command had been recorded before: nothing was written now. */
  readonly repeated: boolean;
  readonly events: readonly (Omit<DecidedEvent, 'metadata'> & { readonly id: string; readonly revision: bigint })[];
}

export interface LoadedStream<State> {
  readonly state: State;
  readonly revision: bigint | 'no-stream';
}

export interface Recorder<State> {
  /**
   * Decides on the current state and appends what was decided, once per command id.
   * @throws IfMatchFailed, CommandIdReused, whatever `decide` throws, EventDecodeError, or EventStoreError: `conflict`
   *   when others kept writing in between, `unavailable` when nothing was written in all the tries and the time there are,
   *   `outcome-unknown` when that is not known of any of them (the same request may then be made again).
   */
  readonly record: (request: RecordRequest<State>) => Promise<Recorded>;
  /** The current state of a stream; the initial one when there is none. */
  readonly load: (stream: StreamName) => Promise<LoadedStream<State>>;
}

export interface RecorderOptions<State> {
  readonly store: Pick<EventStore, 'readStream' | 'append'>;
  readonly model: StreamModel<State>;
  /** How data becomes what is stored, usually `codec.encode`. Default: as it is. */
  readonly encode?: EventCodec['encode'];
  /** How what is stored becomes what the model folds, usually `codec.decode`. Default: as it is. */
  readonly decode?: EventCodec['decode'];
  /** Streams that are kept folded. */
  readonly cacheSize?: number;
  /** How often a decision is taken, and how often an append is tried, before giving up. */
  readonly maxAttempts?: number;
  /** No try is begun later than so many milliseconds after the request; the one under way ends within the time of its call. */
  readonly patienceMs?: number;
  /** Before an append is tried a second time; doubled each time after. */
  readonly retryDelayMs?: number;
  readonly maxRetryDelayMs?: number;
}

export const DEFAULT_RECORDER_OPTIONS = {
  cacheSize: 1000,
  maxAttempts: 10,
  patienceMs: 15_000,
  retryDelayMs: 25,
  maxRetryDelayMs: 2000,
} as const;

const COMMAND_DIGEST = 'commandDigest';

const mayPass = (error: unknown): error is EventStoreError =>
  isEventStoreError(error) && (error.code === 'unavailable' || error.code === 'outcome-unknown');

interface IdentifiedRequest<State> extends RecordRequest<State> {
  readonly entryId: string;
  /** As `performance.now()`: no try is begun after it. */
  readonly until: number;
}

/** What is to be appended to a stream as it was folded; or, where the command is in it already, from which revision on. */
type Prepared<State> = { readonly folded: FoldedStream<State> } & (
  | { readonly events: readonly NewEvent[]; readonly before?: undefined }
  | { readonly events?: undefined; readonly before: bigint }
);

const turnTooLate = (): EventStoreError =>
  new EventStoreError('unavailable', 'The event store did not answer those who asked before in time: try again later.');

/** The way of a command into the log: fold, decide, append, and again when someone else was faster. */
export function createRecorder<State>(options: RecorderOptions<State>): Recorder<State> {
  const { store, model } = options;
  const encode = options.encode ?? ((type, data, metadata) => ({ type, data, metadata }));
  const decode = options.decode ?? ((event) => event);
  const { cacheSize, maxAttempts, patienceMs, retryDelayMs, maxRetryDelayMs } = {
    ...DEFAULT_RECORDER_OPTIONS,
    ...options,
  };
  const streams = createFoldedStreams({ store, model, decode, cacheSize });
  const inTurn = createTurns();

  /** The same ids and the same expected revision each time, so that no try is stored twice. */
  async function appendPatiently(
    { stream, until }: IdentifiedRequest<State>,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<AppendResult> {
    let unknown: EventStoreError | undefined;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await store.append(stream, expected, events);
      } catch (error) {
        if (!mayPass(error)) throw error;
        if (error.code === 'outcome-unknown') unknown = error;
        const pause = Math.min(retryDelayMs * 2 ** (attempt - 1), maxRetryDelayMs);
        // A later try that was not taken says nothing of the earlier one.
        if (attempt >= maxAttempts || performance.now() + pause > until) throw unknown ?? error;
        await delay(pause);
      }
    }
  }

  async function firstAnswer(request: RecordRequest<State>, from: bigint): Promise<Recorded> {
    const { stream, commandId } = request;
    const events: Recorded['events'][number][] = [];
    let position: Position | undefined;
    for await (const recorded of store.readStream(stream, { from })) {
      if (recorded.metadata[COMMAND_ID] !== commandId) break;
      if (recorded.metadata[COMMAND_DIGEST] !== request.digest) throw new CommandIdReused(stream, commandId);
      const { id, type, revision, data } = decode(recorded);
      events.push({ id, type, revision, data });
      position = recorded.position;
    }
    const last = events.at(-1);
    if (last === undefined || position === undefined) {
      throw new EventStoreError(
        'corrupt',
        `What ${commandId} recorded in ${stream} is no longer there: restore the log.`,
      );
    }
    return { stream, revision: last.revision, position, repeated: true, events };
  }

  /** What is to be appended to `folded`. @throws IfMatchFailed, or whatever `decide` throws. */
  function prepare(request: IdentifiedRequest<State>, folded: FoldedStream<State>): Prepared<State> {
    const { stream, commandId, ifMatch } = request;
    const before = folded.commands.get(commandId);
    if (before !== undefined) return { folded, before };
    if (ifMatch !== undefined && ifMatch !== folded.revision) throw new IfMatchFailed(stream, ifMatch, folded.revision);
    const decided = request.decide(folded.state, folded.revision);
    const ofCommand = { [COMMAND_ID]: commandId, [COMMAND_DIGEST]: request.digest };
    const events = decided.map(({ type, data, metadata }, index) => ({
      id: eventIdOf(request.entryId, index),
      ...encode(type, data, { ...request.metadata, ...metadata, ...ofCommand }),
    }));
    return { folded, events };
  }

  /**
   * What is remembered of a stream is enough to decide on: where others have written since, the append does not find the
   * stream there. Only a refusal is never appended, and so is decided again on what is in the log.
   */
  async function prepareOnCurrent(request: IdentifiedRequest<State>, isFirstTry: boolean): Promise<Prepared<State>> {
    const remembered = isFirstTry ? streams.remembered(request.stream) : undefined;
    if (remembered !== undefined) {
      try {
        const prepared = prepare(request, remembered);
        // That a command was recorded is looked up, too: the log may have been replaced since.
        if (prepared.events !== undefined) return prepared;
      } catch {
        // Whoever refuses rightly refuses again below.
      }
    }
    return prepare(request, await streams.current(request.stream));
  }

  /** Undefined when someone else wrote between the fold and the append. */
  async function tryOnce(request: IdentifiedRequest<State>, attempt: number): Promise<Recorded | undefined> {
    const { stream } = request;
    const { folded, events, before } = await prepareOnCurrent(request, attempt === 1);
    if (events === undefined) return firstAnswer(request, before);
    const first = folded.revision === 'no-stream' ? 0n : folded.revision + 1n;
    let appended: AppendResult;
    try {
      appended = await appendPatiently(request, folded.revision, events);
    } catch (error) {
      if (isEventStoreError(error) && error.code === 'conflict' && attempt < maxAttempts) return undefined;
      throw error;
    }
    // An earlier try of the same command was stored: what it said holds, not what was decided just now.
    if (appended.repeated) return firstAnswer(request, first);
    const { revision, position, recordedAt } = appended;
    const numbered = events.map((event, index) => ({ ...event, revision: first + BigInt(index) }));
    // Of several events only the position of the last one is known.
    const isKnown = recordedAt !== undefined && numbered.length === 1;
    const asRead = isKnown ? numbered.map((event) => ({ ...event, stream, position, recordedAt })) : undefined;
    streams.follow(stream, folded, asRead);
    return {
      stream,
      revision,
      position,
      repeated: false,
      events: numbered.map(({ id, type, data, revision: at }) => ({ id, type, data, revision: at })),
    };
  }

  return {
    record: (asked) => {
      const commandId = asked.commandId.toLowerCase();
      const until = performance.now() + patienceMs;
      const request = {
        ...asked,
        commandId,
        entryId: asked.entryId ?? newId(),
        until,
        decide: asked.decide.bind(asked),
      };
      return inTurn(request.stream, async () => {
        if (performance.now() > until) throw turnTooLate();
        for (let attempt = 1; ; attempt += 1) {
          const recorded = await tryOnce(request, attempt);
          if (recorded !== undefined) return recorded;
        }
      });
    },
    load: async (stream) => {
      const { state, revision } = await streams.current(stream);
      return { state, revision };
    },
  };
}
