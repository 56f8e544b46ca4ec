import { EventStoreError, isEventStoreError, type EventStoreErrorCode } from '../errors';

/** What was being done: only an append leaves it open whether it happened. */
export type Doing = 'appending' | 'reading';

/**
 * By shape, not by class: errors come from two transports (the one for reads speaks another language) and from the client
 * itself, all of them named `Error`; some have a `type`, some a gRPC `code`, some nothing but a message.
 */
interface ClientError {
  readonly type?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
}

/** gRPC status codes, https://grpc.io/docs/guides/status-codes/ */
const GRPC_INVALID_ARGUMENT = 3;
const GRPC_PERMISSION_DENIED = 7;
const GRPC_UNAVAILABLE = 14;
const GRPC_UNAUTHENTICATED = 16;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const shapeOf = (error: unknown): ClientError => (typeof error === 'object' && error !== null ? error : {});

/** True for what is refused before anything is sent, or by a node that takes no appends now. */
const wasNeverTaken = ({ type, code, message }: ClientError): boolean =>
  (type === undefined && code === GRPC_UNAVAILABLE) ||
  /Failed to discover|Server Is Not Ready|No connection established|Name resolution failed/.test(textOf(message));

function codeOf(error: ClientError, doing: Doing): EventStoreErrorCode {
  const { type, code, message } = error;
  switch (type) {
    case 'access-denied':
      return 'read-only';
    case 'maximum-append-size-exceeded':
    case 'transaction-max-size-exceeded':
    case 'append-record-size-exceeded':
      return 'too-large';
    case 'stream-deleted':
    case 'stream-tombstoned':
      return 'corrupt';
    case 'not-leader':
      return 'unavailable';
    default:
  }
  if (code === GRPC_UNAUTHENTICATED || code === GRPC_PERMISSION_DENIED) return 'read-only';
  if (/BadRequest/.test(textOf(message)) || (doing === 'reading' && code === GRPC_INVALID_ARGUMENT)) return 'invalid';
  if (doing === 'reading' || wasNeverTaken(error)) return 'unavailable';
  return 'outcome-unknown';
}

const sentences: Partial<Record<EventStoreErrorCode, string>> = {
  'read-only': 'The event store does not let this user in or do this: check user and password of EVENT_STORE_URL.',
  'too-large': 'The events are larger than the event store takes in one append: send less.',
  corrupt: 'A stream was deleted on the server, which Ovation never does: restore the event store from a backup.',
  invalid: 'The event store refused the request as wrong.',
  unavailable:
    'The event store cannot be reached: check that it runs and is the one of EVENT_STORE_URL, then try again.',
  'outcome-unknown':
    'The event store did not say whether it recorded this: try again with the same ids, or read what is there.',
};

/** What the client says, on one line and without an address that may hold a secret. */
function reasonOf({ type, message }: ClientError): string {
  const text =
    textOf(message)
      .split('\n')[0]
      ?.replace(/\w+(\+discover)?:\/\/\S+/g, '…') ?? '';
  return text === '' ? textOf(type) : text;
}

/** The one place where errors of the client become ours. */
export function failureFrom(error: unknown, doing: Doing): EventStoreError {
  if (isEventStoreError(error)) return error;
  const shape = shapeOf(error);
  const code = codeOf(shape, doing);
  const reason = reasonOf(shape);
  return new EventStoreError(code, `${sentences[code] ?? ''}${reason === '' ? '' : ` (${reason})`}`, { cause: error });
}

/** Our own time was up: the client's deadlines are kept by the server alone, and a silent server keeps none. */
export const timeIsUp = (doing: Doing, limitMs: number): EventStoreError =>
  failureFrom(new Error(`no answer within ${limitMs} ms`), doing);

/** A new client may do what this one cannot: it failed to find the server, lost it, or waits for it in vain. */
export const isOfConnection = ({ code }: EventStoreError): boolean =>
  code === 'unavailable' || code === 'outcome-unknown';

export const isMissingStream = (error: unknown): boolean => shapeOf(error).type === 'stream-not-found';

/** Expected revision and actual one differ; undefined for any other error. */
export function actualRevisionOf(error: unknown): 'no-stream' | bigint | undefined {
  if (shapeOf(error).type !== 'wrong-expected-version') return undefined;
  const { actualState } = error as { readonly actualState: unknown };
  return typeof actualState === 'bigint' && actualState >= 0n ? actualState : 'no-stream';
}
