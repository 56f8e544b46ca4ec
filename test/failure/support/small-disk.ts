import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own, in memory, that is soon full. */
export interface SmallDisk {
  readonly folder: string;
  /** Makes it one that can only be read, or one that can be written again. Nothing on it may be open for writing. */
  remount(how: 'ro' | 'rw'): void;
}

function mount(...args: readonly string[]): void {
  const { status, stderr } = spawnSync('mount', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`mount ${args.join(' ')}: ${stderr}`);
}

function make(megabytes: number): SmallDisk & { unmount(): void } {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'ovation-small-disk-'));
  try {
    mount('-t', 'tmpfs', '-o', `size=${String(megabytes)}m`, 'tmpfs', folder);
  } catch (error) {
    rmdirSync(folder);
    throw error;
  }
  return {
    folder,
    remount: (how) => mount('-o', `remount,${how}`, folder),
    unmount: () => {
      spawnSync('umount', [folder]);
      rmdirSync(folder);
    },
  };
}

/** Why no disk can be mounted here, in words; undefined when one can. */
export function whyNoSmallDisks(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'a small disk is mounted by root on Linux';
  try {
    make(1).unmount();
    return undefined;
  } catch {
    return 'no disk can be mounted here';
  }
}

/** Small disks for the tests of a file; each is gone after its test, when everything that used it has ended. */
export function useSmallDisks(): { make(megabytes: number): SmallDisk } {
  const made: ReturnType<typeof make>[] = [];
  afterEach(() => {
    for (const disk of made.splice(0)) disk.unmount();
  });
  return {
    make: (megabytes) => {
      const disk = make(megabytes);
      made.push(disk);
      return disk;
    },
  };
}
