import { EventStoreError, type EventStoreErrorCode } from '#event-store';
import { ReadStoreError, type ReadStoreErrorCode } from '#read-store';
import { ViewsError, type ViewsErrorCode } from './errors';
import type { Log } from './log';
import type { RebuildProgress, ViewSupervisor } from './supervisor';

/** What the thread that keeps the views is asked to do: methods of its supervisor. */
export type Asked = 'status' | 'waitFor' | 'rebuild' | 'retryDeadLetter' | 'retryAll' | 'stop';

export type Given<M extends Asked> = Parameters<ViewSupervisor[M]>;
export type Answered<M extends Asked> = Awaited<ReturnType<ViewSupervisor[M]>>;

/** To the thread. A function cannot be sent: of progress it is told by messages. */
export interface Question {
  readonly id: number;
  readonly method: Asked;
  readonly given: readonly unknown[];
}

/** From the thread. */
export type Saying =
  /** Its views are being kept. */
  | { readonly says: 'started' }
  /** They are not, and it ends. */
  | { readonly says: 'failed'; readonly error: SentError }
  | { readonly says: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly says: 'refusal'; readonly id: number; readonly error: SentError }
  | { readonly says: 'progress'; readonly id: number; readonly progress: RebuildProgress }
  | { readonly says: 'log'; readonly level: keyof Log; readonly fields: object; readonly message: string };

/** An error on its way to another thread, which would otherwise lose its name and its code. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string;
}

const codeOf = (error: Error): string | undefined =>
  'code' in error && typeof error.code === 'string' ? error.code : undefined;

export function sentError(error: unknown): SentError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message, stack } = error;
  const code = codeOf(error);
  return { name, message, ...(stack !== undefined && { stack }), ...(code !== undefined && { code }) };
}

function bare({ name, message, code = '' }: SentError): Error {
  switch (name) {
    case 'ViewsError':
      return new ViewsError(code as ViewsErrorCode, message);
    case 'ReadStoreError':
      return new ReadStoreError(code as ReadStoreErrorCode, message);
    case 'EventStoreError':
      return new EventStoreError(code as EventStoreErrorCode, message);
    default:
      return Object.assign(new Error(message), { name }, code === '' ? {} : { code });
  }
}

/** The error that was sent, of the class and with the stack that it had. */
export function receivedError(sent: SentError): Error {
  const error = bare(sent);
  if (sent.stack !== undefined) error.stack = sent.stack;
  return error;
}

/** Fields of a log line, errors among them in the form in which they can be sent. */
export const sentFields = (fields: object): object =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, value instanceof Error ? { sent: sentError(value) } : value]),
  );

export const receivedFields = (fields: object): object =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]: [string, unknown]) => [
      name,
      isSent(value) ? receivedError(value.sent) : value,
    ]),
  );

const isSent = (value: unknown): value is { readonly sent: SentError } =>
  typeof value === 'object' && value !== null && 'sent' in value;
