import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Kinds of calls, as disk-shim.c numbers them. */
export const CALL = {
  write: 1,
  sync: 2,
  truncate: 4,
  create: 8,
  unlink: 16,
  rename: 32,
  mkdir: 64,
  syncFolder: 128,
} as const;

/** In the order of `struct control` in disk-shim.c. */
const FIELDS = ['failAt', 'errno', 'failCount', 'failKinds', 'calls', 'writes', 'syncs', 'failed'] as const;
const FIELD_BYTES = 8;

export type DiskFigures = Readonly<Record<(typeof FIELDS)[number], number>>;

/** A folder whose calls to the disk are counted and traced, and fail when told to. */
export interface WatchedDisk {
  readonly folder: string;
  /** For the environment of the process that is watched. */
  readonly env: Readonly<Record<string, string>>;
  readonly traceFile: string;
  /** Of eight 64-bit numbers: what is to fail, and what was counted. */
  readonly controlFile: string;
  figures(): DiskFigures;
}

/** The shim, compiled. */
export interface DiskShim {
  /** A folder to be watched, empty, below `parent`. @param brief Its trace does not hold what was written. */
  watch(parent: string, brief?: boolean): WatchedDisk;
}

function readFigures(controlFile: string): DiskFigures {
  const bytes = Buffer.alloc(FIELDS.length * FIELD_BYTES);
  const control = openSync(controlFile, 'r');
  readSync(control, bytes, 0, bytes.length, 0);
  closeSync(control);
  return Object.fromEntries(
    FIELDS.map((field, index) => [field, Number(bytes.readBigInt64LE(index * FIELD_BYTES))]),
  ) as DiskFigures;
}

/**
 * Compiles the shim with the compiler of this machine. To be called while tests are declared; what was compiled is gone
 * after them.
 * @returns what is missing, in words, where that cannot be.
 */
export function compileDiskShim(): DiskShim | string {
  if (process.platform !== 'linux') return 'the shim for the disk is for Linux';
  const place = mkdtempSync(join(realpathSync(tmpdir()), 'ovation-disk-shim-'));
  afterAll(() => {
    rmSync(place, { recursive: true });
  });
  const library = join(place, 'disk-shim.so');
  const source = join(__dirname, 'disk-shim.c');
  const { error, status, stderr } = spawnSync(
    'cc',
    ['-shared', '-fPIC', '-O2', '-o', library, source, '-ldl', '-lpthread'],
    { encoding: 'utf8' },
  );
  if (error !== undefined) return 'no C compiler (cc)';
  if (status !== 0) throw new Error(`The shim for the disk does not compile: ${stderr}`);
  return {
    watch: (parent, brief = false) => {
      const folder = mkdtempSync(join(parent, 'disk-'));
      const controlFile = `${folder}.control`;
      const traceFile = `${folder}.trace`;
      writeFileSync(controlFile, Buffer.alloc(FIELDS.length * FIELD_BYTES));
      return {
        folder,
        traceFile,
        controlFile,
        env: {
          LD_PRELOAD: library,
          DISK_SHIM_FOLDER: folder,
          DISK_SHIM_CONTROL: controlFile,
          DISK_SHIM_TRACE: traceFile,
          ...(brief ? { DISK_SHIM_BRIEF: 'yes' } : {}),
        },
        figures: () => readFigures(controlFile),
      };
    },
  };
}
