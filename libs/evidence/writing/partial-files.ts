import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { runsElsewhere } from '#durable-files';

/** After so long nothing is being written any more, whoever began it. */
const ABANDONED_MS = 24 * 60 * 60 * 1000;

/** Several machines may share the folder, and a process is known to its own machine only. */
const MACHINE = hostname().replace(/[^\w-]/g, '_');
const PARTIAL = /^([\w-]+)\.(\d+)\.[0-9a-f-]{36}$/;

/** What this process writes now. */
const underWay = new Set<string>();

/** A file that nobody else writes to, in `folder`; told of again when it is done with. */
export function beginPartial(folder: string): string {
  const file = join(folder, `${MACHINE}.${String(process.pid)}.${randomUUID()}`);
  underWay.add(file);
  return file;
}

/** Takes a partial file away, where it still is one. */
export function endPartial(file: string): void {
  underWay.delete(file);
  rmSync(file, { force: true });
}

function isAbandoned(file: string, name: string): boolean {
  if (underWay.has(file)) return false;
  const [, machine, pid] = PARTIAL.exec(name) ?? [];
  if (machine === MACHINE && !runsElsewhere(Number(pid))) return true;
  return Date.now() - statSync(file).mtimeMs > ABANDONED_MS;
}

/** Clears what was being written by those who have gone. Somebody else may do so at the same time. */
export function clearPartials(folder: string): void {
  let names: readonly string[] = [];
  try {
    names = readdirSync(folder);
  } catch {
    return;
  }
  for (const name of names) {
    const file = join(folder, name);
    try {
      if (isAbandoned(file, name)) rmSync(file, { force: true });
    } catch {
      // It has gone already, or is not ours to clear.
    }
  }
}
