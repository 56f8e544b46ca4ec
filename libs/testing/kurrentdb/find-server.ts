import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** `any`: a running server will do, used with streams of one's own. `own`: one that may be stopped, killed and frozen. */
export type Needs = 'any' | 'own';

/** A server that runs already and is not ours. */
export interface RunningServer {
  readonly kind: 'running';
  readonly url: string;
}

/** What starts servers of our own, any number of times. */
export type Startable =
  { readonly kind: 'program'; readonly path: string } | { readonly kind: 'docker'; readonly image: string };

export type FoundServer =
  | RunningServer
  | Startable
  | {
      readonly kind: 'none';
      /** A sentence: what was looked for, and what to do. */
      readonly reason: string;
    };

type Environment = Readonly<Record<string, string | undefined>>;

const PROGRAMS = ['kurrentd', 'eventstored'];
const DEFAULT_IMAGE = 'docker.kurrent.io/kurrent-latest/kurrentdb:latest';

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

const programOf = ({ PATH = '' }: Environment): string | undefined =>
  PROGRAMS.flatMap((program) => PATH.split(delimiter).map((folder) => join(folder, program))).find(isProgram);

const dockerAnswers = (environment: Environment): boolean =>
  spawnSync('docker', ['info'], { env: { ...environment }, stdio: 'ignore', timeout: 5_000 }).status === 0;

/**
 * What the tests have of an EventStoreDB or KurrentDB server, looked for in this order: `KURRENTDB_URL`; a program on
 * the PATH named `kurrentd` or `eventstored`; a Docker engine, for the image named by `KURRENTDB_IMAGE`. A URL is taken
 * at its word: where nothing answers there, the tests fail. Blocks while it looks, so that suites can be registered by it.
 */
export function findServer(needs: Needs = 'any', environment: Environment = process.env): FoundServer {
  const { KURRENTDB_URL: url = '', KURRENTDB_IMAGE: image = DEFAULT_IMAGE } = environment;
  if (url !== '' && needs === 'any') return { kind: 'running', url };
  const path = programOf(environment);
  if (path !== undefined) return { kind: 'program', path };
  if (dockerAnswers(environment)) return { kind: 'docker', image };
  const reason =
    url === ''
      ? 'no KurrentDB: put kurrentd or eventstored on the PATH, start Docker, or set KURRENTDB_URL'
      : 'no KurrentDB to kill: put kurrentd or eventstored on the PATH, or start Docker';
  return { kind: 'none', reason };
}
