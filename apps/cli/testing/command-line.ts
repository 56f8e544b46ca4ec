import type { ChildProcess } from 'node:child_process';
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
/** The program as it is delivered: `npm test` builds it first. */
export const PROGRAM = join(ROOT, 'bin/ovation.mjs');
/** The chronicle that comes along. */
export const FILMS = join(ROOT, 'data/films.json');

/** How a command ended, and what it said. */
export interface Ended {
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
}

/** A command line with a data folder of its own. */
export interface CommandLine {
  readonly folder: string;
  readonly port: number;
  /** One command after the other, all but the server in one process: what they load takes longer than what they do. */
  run(...args: readonly string[]): Promise<Ended>;
  /** With settings other than those of this command line. */
  runWith(settings: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ended>;
  /** In a process of its own, as the system starts it. */
  runAlone(...args: readonly string[]): Promise<Ended>;
  /** Stops listening to a command before it has said anything. */
  runUnheard(...args: readonly string[]): Promise<Ended>;
  /** The one JSON document that a command wrote. */
  json(...args: readonly string[]): Promise<unknown>;
  /** Starts the server and waits until it says where it answers. */
  serve(): Promise<void>;
  /** Asks the server to stop, as the system would. */
  stop(): Promise<number | null>;
  end(): Promise<void>;
}

/** A port that nobody has at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** What a process said, and how it ended. */
async function heard(child: ChildProcess): Promise<Ended> {
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => err.push(chunk));
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() };
}

const ONE_PROCESS = join(__dirname, 'one-process.mjs');

/** A process in which commands are run one after the other. */
function startOneProcess() {
  const child = fork(ONE_PROCESS, [ROOT], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  let last: Promise<unknown> = Promise.resolve();
  const runNext = async (args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> => {
    const heeding = new AbortController();
    const { signal } = heeding;
    const ended = once(child, 'close', { signal }).then(([code]) => {
      throw new Error(`The process of the commands ended with ${String(code)} at: ${args.join(' ')}`);
    });
    const answered = once(child, 'message', { signal });
    child.send({ args, env });
    try {
      const [answer] = (await Promise.race([answered, ended])) as [Ended];
      return answer;
    } finally {
      heeding.abort();
      await Promise.allSettled([answered, ended]);
    }
  };
  return {
    child,
    run: (args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> => {
      const running = last.then(() => runNext(args, env));
      last = running.catch(() => undefined);
      return running;
    },
  };
}

/** Runs this very Node with arguments of one's own. */
export const runNode = (...args: readonly string[]): Promise<Ended> =>
  heard(spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] }));

/** @param always settings of every command, on top of its data folder and port. */
export async function openCommandLine(always: Readonly<Record<string, string>> = {}): Promise<CommandLine> {
  const folder = mkdtempSync(join(tmpdir(), 'ovation-cli-'));
  const port = await freePort();
  const running = new Set<ChildProcess>();
  let server: ChildProcess | undefined;

  const envOf = (settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({
    PATH: process.env['PATH'] ?? '',
    OVATION_DATA_DIR: join(folder, 'data'),
    PORT: String(port),
    LOG_LEVEL: 'warn',
    ...always,
    ...settings,
  });
  const watched = <Child extends ChildProcess>(child: Child): Child => {
    running.add(child);
    child.once('close', () => running.delete(child));
    return child;
  };
  const start = (settings: Readonly<Record<string, string>>, args: readonly string[]): ChildProcess =>
    watched(spawn(process.execPath, [PROGRAM, ...args], { env: envOf(settings), stdio: ['ignore', 'pipe', 'pipe'] }));

  let oneProcess: ReturnType<typeof startOneProcess> | undefined;
  const inOneProcess = (args: readonly string[], settings: Readonly<Record<string, string>>): Promise<Ended> => {
    if (oneProcess === undefined) {
      oneProcess = startOneProcess();
      watched(oneProcess.child);
    }
    return oneProcess.run(args, envOf(settings));
  };
  const runWith: CommandLine['runWith'] = (settings, ...args) =>
    args[0] === 'serve' ? heard(start(settings, args)) : inOneProcess(args, settings);

  return {
    folder,
    port,
    runWith,
    run: (...args) => runWith({}, ...args),
    runAlone: (...args) => heard(start({}, args)),
    runUnheard: (...args) => {
      const child = start({}, args);
      child.stdout?.destroy();
      return heard(child);
    },
    json: async (...args) => JSON.parse((await runWith({}, ...args, '--json')).out) as unknown,
    serve: async () => {
      server = start({}, ['serve']);
      let said = '';
      for (;;) {
        const [chunk] = (await Promise.race([
          once(server.stderr ?? server, 'data'),
          once(server, 'close').then(() => {
            throw new Error(`The server ended: ${said}`);
          }),
        ])) as [Buffer];
        said += chunk.toString();
        if (said.includes('Ovation answers')) return;
      }
    },
    stop: async () => {
      if (server === undefined) return null;
      server.kill('SIGTERM');
      const [exitCode] = (await once(server, 'close')) as [number | null];
      return exitCode;
    },
    end: async () => {
      for (const child of running) {
        child.kill('SIGKILL');
        await once(child, 'close');
      }
      rmSync(folder, { recursive: true });
    },
  };
}
