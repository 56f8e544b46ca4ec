import { ConfigurationError } from '#configuration';
import { isEventStoreError } from '#event-store';
import { isReadStoreError } from '#read-store';

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

function sentenceOfSystem(error: unknown, { host, port }: { readonly host: string; readonly port: number }): string {
  const place = `Port ${String(port)} of ${host}`;
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return `${place} is taken by another program: stop that one, or set PORT to another (0 takes a free one).`;
    case 'EACCES':
      return `${place} may not be used by this user: set PORT to one from 1024.`;
    case 'EADDRNOTAVAIL':
      return `This machine has no address ${host}: set HOST to 127.0.0.1.`;
    case 'ENOSPC':
      return 'There is no room left on the disk: make room, then start again.';
    case 'EROFS':
    case 'EPERM':
      return 'The data folder cannot be written: check its permissions, or set OVATION_DATA_DIR to another.';
    default:
      return `Ovation cannot start: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Why the program cannot start, in one sentence that says what to do. */
export const startFailure = (error: unknown, listening: { readonly host: string; readonly port: number }): string =>
  error instanceof ConfigurationError || isEventStoreError(error) || isReadStoreError(error)
    ? error.message
    : sentenceOfSystem(error, listening);
