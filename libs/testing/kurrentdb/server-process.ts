import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { promisify } from 'node:util';
import type { Startable } from './find-server';

export type ServerSignal = 'SIGTERM' | 'SIGKILL' | 'SIGSTOP' | 'SIGCONT';

/** A server that was started, whether it is a process of this machine or in a container. */
export interface ServerProcess {
  /** Undefined in a container. */
  readonly pid: number | undefined;
  isRunning(): boolean;
  /** When it has ended, for whatever reason: its exit code, null when it was killed. */
  readonly ended: Promise<number | null>;
  /** Does nothing when it has ended. */
  signal(signal: ServerSignal): Promise<void>;
  /** The last of what it wrote. */
  lastWords(): string;
}

const LAST_WORDS = 4_000;
const run = promisify(execFile);

/** Ends the server and removes its folder when this process dies without having done so itself. */
function guard(child: ChildProcess, folder: string, ending: readonly string[]): void {
  const watcher = spawn('/bin/sh', ['-c', 'read -r _; folder="$0"; "$@"; rm -rf "$folder"', folder, ...ending], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watcher.unref();
  child.once('exit', () => watcher.kill('SIGKILL'));
}

function watched(child: ChildProcess): Omit<ServerProcess, 'pid' | 'signal'> {
  let words = '';
  const listen = (chunk: Buffer): void => {
    words = (words + chunk.toString()).slice(-LAST_WORDS);
  };
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  return {
    isRunning: () => child.exitCode === null && child.signalCode === null,
    ended: once(child, 'exit').then(([code]) => code as number | null),
    lastWords: () => words,
  };
}

function startProgram(path: string, folder: string, options: readonly string[]): ServerProcess {
  const child = spawn(path, options, { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${path} did not start.`);
  guard(child, folder, ['kill', '-KILL', String(pid)]);
  return { ...watched(child), pid, signal: (signal) => Promise.resolve(void child.kill(signal)) };
}

const BY_DOCKER: Readonly<Record<ServerSignal, readonly string[]>> = {
  SIGTERM: ['kill', '--signal', 'TERM'],
  SIGKILL: ['kill'],
  SIGSTOP: ['pause'],
  SIGCONT: ['unpause'],
};

/** On the network of this machine, so that nodes reach each other and are reached as processes are. */
function startContainer(image: string, folder: string, options: readonly string[]): ServerProcess {
  const name = `ovation-test-${randomUUID()}`;
  const user = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
  const where = ['--network', 'host', '--user', user, '--volume', `${folder}:${folder}`];
  const child = spawn('docker', ['run', '--rm', '--name', name, ...where, image, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  guard(child, folder, ['docker', 'rm', '--force', name]);
  const process_ = watched(child);
  return {
    ...process_,
    pid: undefined,
    signal: async (signal) => {
      if (!process_.isRunning()) return;
      if (signal === 'SIGKILL') await run('docker', ['unpause', name]).catch(() => undefined);
      await run('docker', [...BY_DOCKER[signal], name]);
    },
  };
}

/** Starts a server with these options; `folder` is the one that its options speak of. */
export const startServer = (startable: Startable, folder: string, options: readonly string[]): ServerProcess =>
  startable.kind === 'program'
    ? startProgram(startable.path, folder, options)
    : startContainer(startable.image, folder, options);
