import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Empty folders, gone after the test. For use within Jest. */
export function useFolders(): { make(): string } {
  const made: string[] = [];
  const clear = (): void => {
    for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
  };
  afterEach(clear);
  return {
    make: () => {
      const folder = mkdtempSync(join(realpathSync(tmpdir()), 'ovation-failure-'));
      made.push(folder);
      return folder;
    },
  };
}
