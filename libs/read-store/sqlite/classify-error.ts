import { ReadStoreError, type ReadStoreErrorCode } from '../errors';

/** Primary result codes of SQLite, https://www.sqlite.org/rescode.html. */
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;

/** The low byte of an extended result code is the primary one. */
const PRIMARY = 0xff;

type Explain = (file: string) => [code: ReadStoreErrorCode, sentence: string];

const cure = (file: string): string =>
  `Stop the program, delete the file (and those named ${file}-wal and ${file}-shm) and start again: every view is rebuilt from the log.`;

const explanations = new Map<number, Explain>([
  [BUSY, (file) => ['busy', `The read store ${file} is being written by someone else: try again.`]],
  [LOCKED, (file) => ['busy', `A table of the read store ${file} is being read or written: try again.`]],
  [
    READONLY,
    (file) => ['read-only', `The read store ${file} cannot be written: check its permissions and those of its folder.`],
  ],
  [IOERR, (file) => ['unavailable', `The disk failed while using the read store ${file}: check the disk.`]],
  [FULL, (file) => ['full', `The disk of the read store ${file} is full: make room.`]],
  [
    CANTOPEN,
    (file) => [
      'unavailable',
      `The read store ${file} cannot be opened: check that its folder exists and may be written.`,
    ],
  ],
  [CORRUPT, (file) => ['corrupt', `The read store ${file} is damaged. ${cure(file)}`]],
  [NOTADB, (file) => ['corrupt', `${file} is no database. If it is the read store, it is damaged. ${cure(file)}`]],
]);

/** The primary result code that SQLite gave with an error, if the error is one of SQLite's. */
const resultCode = (error: unknown): number | undefined =>
  typeof error === 'object' && error !== null && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & PRIMARY
    : undefined;

/**
 * An error of the store as a `ReadStoreError`; any other one (a constraint, wrong SQL) as it is, since that is for the
 * author of the statement.
 */
export const classifyError = (error: unknown, file: string): unknown => {
  const explain = explanations.get(resultCode(error) ?? 0);
  if (explain === undefined) return error;
  const [code, sentence] = explain(file);
  return new ReadStoreError(code, sentence, { cause: error });
};

/** True when SQLite says that someone else holds the lock. */
export const isBusy = (error: unknown): boolean => resultCode(error) === BUSY;
