import { closeSync, fsyncSync, openSync } from 'node:fs';

/** What systems say that do not let a folder be opened, or synced. */
const CANNOT_SYNC_FOLDERS = ['EACCES', 'EBADF', 'EINVAL', 'EISDIR', 'ENOTSUP', 'EPERM'];

/**
 * Syncs a folder, so that what was made in it is still found there after a power cut. Where the system does not let
 * folders be synced, it is left to it.
 * @throws what the system says when it fails.
 */
export function syncFolder(folder: string): void {
  try {
    const opened = openSync(folder, 'r');
    try {
      fsyncSync(opened);
    } finally {
      closeSync(opened);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!CANNOT_SYNC_FOLDERS.includes(code ?? '')) throw error;
  }
}
