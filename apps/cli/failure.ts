import { isEventStoreError } from '#event-store';
import { isLedgerError } from '#ledger';
import { isEvidenceError } from '#evidence';
import { isExportFileError } from '#event-store/cloud-events';
import { isReadStoreError } from '#read-store';
import { isViewsError } from '#subscriptions';
import { ConfigurationError } from '#configuration';
import { SpreadsheetError } from '#acquisition/spreadsheet';
import type { Refusal } from '#acquisition/domain';
import { Refused } from '#acquisition/film-stream';
import type { ExitCode } from './exit-codes';
import { EXIT } from './exit-codes';

/** Something that went wrong in the hands of the command line itself. */
export class CommandLineError extends Error {
  override readonly name = 'CommandLineError';
  constructor(
    readonly exitCode: ExitCode,
    /** A sentence that says what to do. */
    message: string,
  ) {
    super(message);
  }
}

/** One sentence for a person, and the exit code; never a stack trace. */
export interface Failure {
  readonly sentence: string;
  readonly exitCode: ExitCode;
}

/** What the system says of files; what it says of listening, the server tells. */
const FILES: Readonly<Record<string, string>> = {
  EACCES: 'Access is denied: check who owns the files in OVATION_DATA_DIR.',
  EROFS: 'The disk is read-only: set OVATION_DATA_DIR to a folder that can be written.',
  ENOSPC: 'The disk is full: make room, then try again. Nothing was half written.',
  ENOTDIR: 'A part of the path is not a folder: check OVATION_DATA_DIR.',
  EEXIST: 'A file is in the place of a folder: check OVATION_DATA_DIR.',
  EISDIR: 'A folder is in the place of a file: check the path.',
  ENOENT: 'There is no such file or folder: check the path.',
};

const OF_REFUSAL: Readonly<Record<Refusal['kind'], ExitCode>> = {
  invalid: EXIT.usage,
  'not-found': EXIT.notFound,
  'not-kept': EXIT.notFound,
  forbidden: EXIT.failed,
  conflict: EXIT.failed,
};

/** What to tell a person of anything thrown. What nobody foresaw is told as it is. */
export function failureOf(error: unknown): Failure {
  if (error instanceof CommandLineError) return { sentence: error.message, exitCode: error.exitCode };
  if (error instanceof ConfigurationError) return { sentence: error.message, exitCode: EXIT.environment };
  if (isExportFileError(error)) return { sentence: error.message, exitCode: EXIT.failed };
  if (error instanceof SpreadsheetError) return { sentence: error.message, exitCode: EXIT.failed };
  if (error instanceof Refused) {
    const { kind } = error.refusal;
    return { sentence: error.message, exitCode: OF_REFUSAL[kind] };
  }
  if (isEvidenceError(error) && ['empty', 'too-large', 'cut-off'].includes(error.code))
    return { sentence: error.message, exitCode: EXIT.failed };
  if (isEventStoreError(error) || isReadStoreError(error) || isEvidenceError(error))
    return { sentence: error.message, exitCode: EXIT.environment };
  if (error instanceof Error && error.name === 'BundleError') return { sentence: error.message, exitCode: EXIT.failed };
  if (isLedgerError(error)) {
    return { sentence: error.message, exitCode: error.code === 'not-found' ? EXIT.notFound : EXIT.failed };
  }
  if (isViewsError(error)) {
    return { sentence: error.message, exitCode: error.code.startsWith('unknown') ? EXIT.notFound : EXIT.failed };
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const ofFile = typeof code === 'string' ? FILES[code] : undefined;
  if (ofFile !== undefined) return { sentence: ofFile, exitCode: EXIT.environment };
  return { sentence: error instanceof Error ? error.message : String(error), exitCode: EXIT.failed };
}
