import { canonicalJson } from './canonical';
import { EventStoreError } from './errors';
import type { ExpectedRevision, NewEvent, StreamName } from './port';

/** How much one append may carry. */
export interface AppendLimits {
  /** Bytes of JSON (data and metadata together, UTF-8) of one event. */
  readonly maxEventBytes: number;
  /** Bytes of JSON of all events of one append. */
  readonly maxAppendBytes: number;
  /** Events of one append. */
  readonly maxAppendEvents: number;
}

export const DEFAULT_APPEND_LIMITS: AppendLimits = {
  maxEventBytes: 1024 * 1024,
  maxAppendBytes: 8 * 1024 * 1024,
  maxAppendEvents: 10_000,
};

/** An event that was found in order, in the form in which it is stored. */
export interface CheckedEvent {
  /** UUID in lower case. */
  readonly id: string;
  readonly type: string;
  /** In canonical form, as is its metadata: so the text that is stored is what the ledger's leaves are made of. */
  readonly data: string;
  readonly metadata: string;
  /** Milliseconds since 1970, only when the writer gave a time. */
  readonly recordedAt: number | undefined;
}

export const MAX_STREAM_NAME_LENGTH = 200;
export const MAX_REVISION = 2n ** 63n - 1n;

const STREAM_NAME = /^[A-Za-z0-9_]+-[A-Za-z0-9_-]+$/;
const EVENT_TYPE = /^[A-Za-z][A-Za-z0-9._-]{0,199}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const invalid = (message: string, options?: ErrorOptions): EventStoreError =>
  new EventStoreError('invalid', message, options);

/** @throws EventStoreError `invalid` unless the name is `<category>-<id>` of letters, digits, `-` and `_`. */
export function checkStreamName(stream: StreamName): void {
  if (typeof stream !== 'string' || stream.length > MAX_STREAM_NAME_LENGTH || !STREAM_NAME.test(stream)) {
    throw invalid(
      `${JSON.stringify(stream)} is not the name of a stream: write <category>-<id> with letters, digits, "-" and "_", ` +
        `at most ${MAX_STREAM_NAME_LENGTH} characters.`,
    );
  }
}

function checkExpected(expected: ExpectedRevision): void {
  const known =
    expected === 'no-stream' ||
    expected === 'exists' ||
    (typeof expected === 'bigint' && expected >= 0n && expected <= MAX_REVISION);
  if (!known) {
    throw invalid(`${String(expected)} is not an expected revision: give "no-stream", "exists" or a bigint from 0n.`);
  }
}

/** Map, Date and their like have JSON that is not them: only what comes back equal may go in. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function describeValue(value: unknown): string {
  if (typeof value === 'object') return `a ${value?.constructor.name ?? 'null'}`;
  return typeof value === 'number' ? String(value) : typeof value;
}

/** Where `value` holds something that JSON would lose or change, and what; undefined when it comes back as it is. */
function unserialisable(value: unknown, path: string): string | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return undefined;
    case 'number':
      return Number.isFinite(value) ? undefined : `${path} is ${describeValue(value)}`;
    case 'object':
      if (value === null) return undefined;
      if (Array.isArray(value)) {
        for (let index = 0; index < value.length; index += 1) {
          const problem = unserialisable(value[index], `${path}[${index}]`);
          if (problem !== undefined) return problem;
        }
        return undefined;
      }
      if (!isPlain(value)) return `${path} is ${describeValue(value)}`;
      for (const key of Object.keys(value)) {
        const problem = unserialisable((value as Record<string, unknown>)[key], `${path}.${key}`);
        if (problem !== undefined) return problem;
      }
      return undefined;
    default:
      return `${path} is ${describeValue(value)}`;
  }
}

function serialiseData(event: NewEvent, name: string): string {
  const { data } = event;
  if (typeof data !== 'object' || (data as unknown) === null || Array.isArray(data)) {
    throw invalid(`The data of ${name} is not an object.`);
  }
  try {
    const problem = unserialisable(data, 'data');
    if (problem !== undefined) throw invalid(`${name} cannot be stored as JSON: ${problem}.`);
    return canonicalJson(data);
  } catch (error) {
    if (error instanceof RangeError) throw invalid(`${name} is nested too deeply to be stored.`, { cause: error });
    throw error;
  }
}

function serialiseMetadata(event: NewEvent, name: string): string {
  const { metadata } = event;
  if (typeof metadata !== 'object' || (metadata as unknown) === null || !isPlain(metadata)) {
    throw invalid(`The metadata of ${name} is not an object.`);
  }
  for (const key of Object.keys(metadata)) {
    if (typeof metadata[key] !== 'string') throw invalid(`The metadata of ${name} is not text: ${key}.`);
  }
  return canonicalJson(metadata);
}

function recordedAtOf(event: NewEvent, name: string): number | undefined {
  if (event.recordedAt === undefined) return undefined;
  const at = new Date(event.recordedAt);
  if (Number.isNaN(at.getTime()) || at.toISOString() !== event.recordedAt) {
    throw invalid(`${event.recordedAt} is not when ${name} was recorded: write UTC, ISO 8601 with milliseconds.`);
  }
  return at.getTime();
}

function checkEvent(event: NewEvent, ids: Set<string>): CheckedEvent {
  const id = typeof event.id === 'string' ? event.id.toLowerCase() : '';
  if (!UUID.test(id)) throw invalid(`${JSON.stringify(event.id)} is not the id of an event: give a UUID.`);
  if (typeof event.type !== 'string' || !EVENT_TYPE.test(event.type)) {
    throw invalid(`${JSON.stringify(event.type)} is not the name of an event: letters, digits, ".", "_" and "-".`);
  }
  if (ids.has(id)) throw invalid(`The id ${id} is given to two events of one append.`);
  ids.add(id);
  const name = `${event.type} ${id}`;
  return {
    id,
    type: event.type,
    data: serialiseData(event, name),
    metadata: serialiseMetadata(event, name),
    recordedAt: recordedAtOf(event, name),
  };
}

/**
 * What every adapter checks before it touches its store, so that the same call is wrong everywhere: names, ids, an
 * empty batch, values that JSON would change, sizes. Answers the events as they are to be stored.
 * @throws EventStoreError `invalid` or `too-large`.
 */
export function checkAppend(
  stream: StreamName,
  expected: ExpectedRevision,
  events: readonly NewEvent[],
  limits: AppendLimits,
): readonly CheckedEvent[] {
  checkStreamName(stream);
  checkExpected(expected);
  if (events.length === 0) throw invalid(`Nothing to append to ${stream}: give at least one event.`);
  if (events.length > limits.maxAppendEvents) {
    throw new EventStoreError(
      'too-large',
      `${events.length} events for ${stream} are more than the ${limits.maxAppendEvents} of one append: send fewer.`,
    );
  }
  const ids = new Set<string>();
  let total = 0;
  let before = -Infinity;
  return events.map((event) => {
    const checked = checkEvent(event, ids);
    if (checked.recordedAt !== undefined && checked.recordedAt < before) {
      throw invalid(
        `${checked.type} ${checked.id} was recorded before the one ahead of it: carry events over in order.`,
      );
    }
    before = checked.recordedAt ?? before;
    const bytes = Buffer.byteLength(checked.data) + Buffer.byteLength(checked.metadata);
    total += bytes;
    if (bytes > limits.maxEventBytes) {
      throw new EventStoreError(
        'too-large',
        `${checked.type} ${checked.id} has ${bytes} bytes, the store takes ${limits.maxEventBytes}: send less.`,
      );
    }
    if (total > limits.maxAppendBytes) {
      throw new EventStoreError(
        'too-large',
        `The events for ${stream} have more than the ${limits.maxAppendBytes} bytes of one append: send fewer.`,
      );
    }
    return checked;
  });
}
