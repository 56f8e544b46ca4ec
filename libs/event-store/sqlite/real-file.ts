import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The path of a file through all links, also of one that is not there yet: two ways to it are one file. */
export function realFile(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return join(realpathSync(dirname(file)), basename(file));
  }
}
