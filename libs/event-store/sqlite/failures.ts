import { EventStoreError, isEventStoreError, type EventStoreErrorCode } from '../errors';

/** Primary result codes, https://sqlite.org/rescode.html */
const SQLITE_ERROR = 1;
const SQLITE_PERM = 3;
const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;
const SQLITE_FORMAT = 24;
const SQLITE_NOTADB = 26;

/** Extended result code of a value that stands in a unique column already. */
const SQLITE_CONSTRAINT_UNIQUE = 2067;
const SQLITE_CONSTRAINT_PRIMARYKEY = 1555;

/** What was being done: an input/output error leaves the outcome open only once COMMIT was asked for. */
export type Doing = 'opening' | 'reading' | 'writing' | 'committing';

const sentences: Partial<Record<EventStoreErrorCode, string>> = {
  full: 'There is no room left for the event log: make room on its disk, then try again.',
  'read-only':
    'The event log cannot be written or opened: check the permissions of its file and folder, and that its disk is writable.',
  corrupt: 'The event log is damaged: stop, keep a copy, and restore it from a backup.',
  locked: 'Another program holds the event log: let it finish or stop it, then try again.',
  unavailable: 'The disk of the event log failed; nothing was written: check it, then try again.',
  'outcome-unknown':
    'The disk of the event log failed while it was being written: try again with the same ids, or read.',
};

/** By shape, not by class: an error of the runtime may come from another realm than this module. */
interface RuntimeError {
  readonly message?: unknown;
  readonly code?: unknown;
  readonly errcode?: unknown;
}

const shapeOf = (error: unknown): RuntimeError => (typeof error === 'object' && error !== null ? error : {});

function sqliteCodeOf(error: unknown): number | undefined {
  const { errcode } = shapeOf(error);
  return typeof errcode === 'number' ? errcode : undefined;
}

function messageOf(error: unknown): string {
  const { message } = shapeOf(error);
  return typeof message === 'string' ? message : '';
}

const failureWhile = (doing: Doing): EventStoreErrorCode =>
  doing === 'committing' ? 'outcome-unknown' : 'unavailable';

function codeOf(error: unknown, doing: Doing): EventStoreErrorCode | undefined {
  const errcode = sqliteCodeOf(error);
  switch (errcode === undefined ? undefined : errcode & 0xff) {
    case SQLITE_FULL:
      return 'full';
    case SQLITE_PERM:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
      return 'read-only';
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
      return 'corrupt';
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return 'locked';
    case SQLITE_ERROR: // what is asked is always the same, so the file is not what it was
      return doing === 'opening' || doing === 'reading' ? 'corrupt' : failureWhile(doing);
    case SQLITE_IOERR:
      return failureWhile(doing);
    case undefined:
      return fileSystemCodeOf(error);
    default:
      return failureWhile(doing);
  }
}

function fileSystemCodeOf(error: unknown): EventStoreErrorCode | undefined {
  switch (shapeOf(error).code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
      return 'read-only';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'full';
    case 'EIO':
      return 'unavailable';
    case 'ERR_OUT_OF_RANGE': // a number in the file that no log of ours holds
      return 'corrupt';
    default:
      return undefined;
  }
}

/** The one place where errors of SQLite and of the file system become ours. What is neither comes back as it is. */
export function failureFrom(error: unknown, doing: Doing): unknown {
  if (isEventStoreError(error)) return error;
  const code = codeOf(error, doing);
  if (code === undefined) return error;
  return new EventStoreError(code, `${sentences[code] ?? ''} (${messageOf(error)})`, { cause: error });
}

/** Runs `work`; what it throws is one of ours. */
export function guarded<Result>(doing: Doing, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw failureFrom(error, doing);
  }
}

/** The column (`events.id`) whose uniqueness an insert broke; undefined for any other error. */
export function brokenUniqueColumn(error: unknown): string | undefined {
  const errcode = sqliteCodeOf(error);
  if (errcode !== SQLITE_CONSTRAINT_UNIQUE && errcode !== SQLITE_CONSTRAINT_PRIMARYKEY) return undefined;
  return /UNIQUE constraint failed: ([\w.]+)/.exec(messageOf(error))?.[1];
}
