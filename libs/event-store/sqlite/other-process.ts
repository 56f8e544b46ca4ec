import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Lets Node load the TypeScript of this repository as it stands, without the endings of file names. */
const LOADER = `
  import { existsSync } from 'node:fs';
  import { registerHooks } from 'node:module';
  registerHooks({
    resolve(specifier, context, next) {
      if (!specifier.startsWith('.') && !specifier.startsWith('file:')) return next(specifier, context);
      const url = new URL(specifier, context.parentURL);
      const found = ['.ts', '/index.ts'].find((end) => existsSync(new URL(url.href + end)));
      return next(found === undefined ? specifier : url.href + found, context);
    },
  });
`;

export interface OtherProcess {
  readonly pid: number;
  /** The next line that it printed. */
  line(): Promise<string>;
  /** Ends it as a power switch would, and waits until it has gone. */
  kill(): Promise<void>;
}

/**
 * Runs `program` (an ES module) in a process of its own, with `openSqliteEventStore` and `readLockHolder` at hand.
 * It has to be killed by whoever started it. Where `maxFileBlocks` is given, no file of it grows beyond that (in the
 * blocks of `ulimit`): a disk on which writing fails.
 */
export function startProcess(program: string, maxFileBlocks?: number): OtherProcess {
  const door = new URL(`file://${join(__dirname, 'index')}`).href;
  const limit = maxFileBlocks === undefined ? '' : `ulimit -f ${maxFileBlocks} && `;
  const child: ChildProcess = spawn(
    '/bin/sh',
    [
      '-c',
      `${limit}exec "$0" "$@"`,
      process.execPath,
      '--no-warnings',
      '--conditions=source',
      '--experimental-transform-types',
      `--import=data:text/javascript,${encodeURIComponent(LOADER)}`,
      '--input-type=module',
      '--eval',
      `const { openSqliteEventStore, readLockHolder } = await import(${JSON.stringify(door)});\n${program}`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (child.stdout === null || child.pid === undefined) throw new Error('The process did not start.');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    pid: child.pid,
    line: async () => {
      const next = await lines.next();
      if (next.done === true) throw new Error('The process ended without a word.');
      return next.value;
    },
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
