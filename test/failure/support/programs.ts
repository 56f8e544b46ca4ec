import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A program in a process of its own. */
export interface Program {
  readonly child: ChildProcess;
  /** Every line it wrote so far. */
  readonly lines: readonly string[];
  /** What it wrote to standard error so far. */
  complaints(): string;
  /** Gives it a line on standard input. */
  tell(line: string): void;
  /** The first line, written already or to come, of which `find` makes something. @throws when it ends without one. */
  told<Found>(find: (line: string) => Found | undefined): Promise<Found>;
  /** How it ended: its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Ends it as a power switch would end the process, and waits until all it wrote was read. */
  kill(): Promise<void>;
}

export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** For Node, before the program. */
  readonly flags?: readonly string[];
  /** It is the point of the test that it complains. */
  readonly mayComplain?: boolean;
}

/** A rejection that nobody handles ends the process at once, whatever else it does, and is told on standard error. */
const FLAGS = [
  '--unhandled-rejections=strict',
  '--disable-warning=ExperimentalWarning',
  '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
];

function start(file: string, args: readonly string[], { env = {}, flags = [] }: ProgramOptions): Program {
  const child = spawn(process.execPath, [...FLAGS, ...flags, file, ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const complaints: string[] = [];
  const waiting = new Set<() => void>();
  const wake = (): void => {
    for (const look of waiting) look();
  };
  let isOver = false;
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    wake();
  });
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString()));
  const ended = once(child, 'close').then(([code, signal]) => {
    isOver = true;
    wake();
    return (code ?? signal) as number | NodeJS.Signals;
  });
  return {
    child,
    lines,
    complaints: () => complaints.join(''),
    ended,
    tell: (line) => child.stdin.write(`${line}\n`),
    told: (find) =>
      new Promise((resolve, reject) => {
        let seen = 0;
        const look = (): void => {
          for (; seen < lines.length; seen += 1) {
            const found = find(lines[seen] ?? '');
            if (found === undefined) continue;
            waiting.delete(look);
            resolve(found);
            return;
          }
          if (!isOver) return;
          waiting.delete(look);
          reject(new Error(`The program ended without a word of it. ${complaints.join('')}`));
        };
        waiting.add(look);
        look();
      }),
    kill: async () => {
      if (!isOver) child.kill('SIGKILL');
      await ended;
    },
  };
}

/**
 * Starts programs for the tests of a file. After each test they are gone, and none of them may have written to standard
 * error: no unhandled rejection, no warning, no crash.
 */
export function usePrograms(): { start(file: string, args?: readonly string[], options?: ProgramOptions): Program } {
  const started: { readonly program: Program; readonly mayComplain: boolean }[] = [];
  afterEach(async () => {
    const complaints: string[] = [];
    for (const { program, mayComplain } of started.splice(0)) {
      await program.kill();
      if (!mayComplain) complaints.push(program.complaints());
    }
    expect(complaints.join('')).toBe('');
  });
  return {
    start: (file, args = [], options = {}) => {
      const program = start(file, args, options);
      started.push({ program, mayComplain: options.mayComplain ?? false });
      return program;
    },
  };
}
