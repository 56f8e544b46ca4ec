import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem, type as system } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { ROOT } from '../root';

/** What the figures were measured on. */
export interface Machine {
  readonly system: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
  readonly sqlite: string;
  /** Of the repository; `+` when something in it was changed. */
  readonly commit: string;
}

function git(...asked: readonly string[]): string {
  try {
    return execFileSync('git', ['-C', ROOT, ...asked], { stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim();
  } catch {
    return '';
  }
}

function sqliteVersion(): string {
  const connection = new DatabaseSync(':memory:');
  const row = connection.prepare('SELECT sqlite_version() AS version').get();
  connection.close();
  return String(row?.['version']);
}

export function thisMachine(): Machine {
  const commit = git('rev-parse', '--short', 'HEAD');
  return {
    system: `${system()} ${release()}`,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    sqlite: sqliteVersion(),
    commit: commit === '' ? 'unknown' : `${commit}${git('status', '--porcelain') === '' ? '' : '+'}`,
  };
}

export const machineInWords = ({ cpu, cores, memoryGb, system: os, node, sqlite, commit }: Machine): string =>
  `${cpu}, ${String(cores)} cores, ${String(memoryGb)} GB, ${os} · Node.js ${node} · SQLite ${sqlite} · commit ${commit}`;
