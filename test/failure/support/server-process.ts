import { join } from 'node:path';
import type { Program, ProgramOptions } from './programs';

/** The server as it is delivered: `npm test` builds it first. */
const SERVER = join(__dirname, '../../../dist/apps/api/main.js');

/** The server in a process of its own. */
export interface ServerProcess {
  readonly program: Program;
  readonly url: string;
  /** What it logged as an error, a line each. */
  readonly errors: () => readonly string[];
}

const ERROR_LEVEL = 50;

/** Starts the server on the stores of a folder, and waits until it answers. */
export async function startServerProcess(
  programs: { start(file: string, args?: readonly string[], options?: ProgramOptions): Program },
  folder: string,
  { env = {}, ...options }: ProgramOptions = {},
): Promise<ServerProcess> {
  const program = programs.start(SERVER, [], { ...options, env: { OVATION_DATA_DIR: folder, PORT: '0', ...env } });
  const url = await program.told((line) => /"url":"(http:[^"]+)"/.exec(line)?.[1]);
  return {
    program,
    url,
    errors: () => program.lines.filter((line) => (JSON.parse(line) as { level: number }).level >= ERROR_LEVEL),
  };
}
