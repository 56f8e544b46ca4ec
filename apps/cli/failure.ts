import { isEventStoreError } from '#event-store';
import { isReadStoreError } from '#read-store';
import { isViewsError } from '#subscriptions';
import { ConfigurationError } from '#configuration';
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

const SYSTEM: Readonly<Record<string, string>> = {
  EADDRINUSE: 'The port is in use: stop the program that listens there, or set PORT to another one.',
  EACCES: 'Access is denied: check who owns the files in OVATION_DATA_DIR, and that PORT is above 1023.',
  EROFS: 'The disk is read-only: set OVATION_DATA_DIR to a folder that can be written.',
  ENOSPC: 'The disk is full: make room, then try again. Nothing was half written.',
  ENOTDIR: 'A part of the path is not a folder: check OVATION_DATA_DIR.',
  EADDRNOTAVAIL: 'HOST is no address of this machine.',
};

/** What to tell a person of anything thrown. What nobody foresaw is told as it is. */
export function failureOf(error: unknown): Failure {
  if (error instanceof CommandLineError) return { sentence: error.message, exitCode: error.exitCode };
  if (error instanceof ConfigurationError) return { sentence: error.message, exitCode: EXIT.environment };
  if (error instanceof Refused) {
    return { sentence: error.message, exitCode: error.refusal.kind === 'not-found' ? EXIT.notFound : EXIT.failed };
  }
  if (isEventStoreError(error) || isReadStoreError(error))
    return { sentence: error.message, exitCode: EXIT.environment };
  if (isViewsError(error)) {
    return { sentence: error.message, exitCode: error.code.startsWith('unknown') ? EXIT.notFound : EXIT.failed };
  }
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const known = SYSTEM[code];
  if (known !== undefined) return { sentence: known, exitCode: EXIT.environment };
  return { sentence: error instanceof Error ? error.message : String(error), exitCode: EXIT.failed };
}
