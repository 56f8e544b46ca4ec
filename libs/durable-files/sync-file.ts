import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Syncs a file, so that what was written to it is still there after a power cut. @throws what the system says. */
export function syncFile(file: string): void {
  const opened = openSync(file, 'r+');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
