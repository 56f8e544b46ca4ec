import { execFile, spawn } from 'node:child_process';
import { chownSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findProgram, freePort } from './programs-on-path';
import { endWithUs } from './until-exit';

/** A PostgreSQL server to measure with. */
export interface Postgresql {
  readonly url: string;
  stop(): Promise<void>;
}

const run = promisify(execFile);
const DEBIAN = ['17', '16', '15', '14'].map((version) => `/usr/lib/postgresql/${version}/bin`);
const START_LIMIT_MS = 30_000;
const BETWEEN_TRIES_MS = 100;

/** PostgreSQL refuses to run as root: then it runs as one of these. */
async function userOf(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const ids = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]).catch(() => undefined);
    if (ids !== undefined) return { uid: Number(ids[0].stdout), gid: Number(ids[1].stdout) };
  }
  return undefined;
}

/**
 * The server of `BENCH_POSTGRES_URL`, else one that is made in `folder`, durable as it is by default; or a sentence that
 * says why there is none.
 */
export async function startPostgresql(folder: string): Promise<Postgresql | string> {
  const given = process.env['BENCH_POSTGRES_URL'] ?? '';
  if (given !== '') return { url: given, stop: () => Promise.resolve() };
  const [initdb, postgres, ready] = ['initdb', 'postgres', 'pg_isready'].map((name) => findProgram([name], DEBIAN));
  if (initdb === undefined || postgres === undefined || ready === undefined)
    return 'there is no PostgreSQL: put its programs on the PATH, or set BENCH_POSTGRES_URL';
  const user = await userOf();
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  await run(initdb, ['--pgdata', data, '--username', 'bench', '--auth', 'trust', '--encoding', 'UTF8'], {
    ...user,
    cwd: folder,
  });
  const port = String(await freePort());
  const options = [
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    `unix_socket_directories=${folder}`,
    '-c',
    'max_connections=200',
  ];
  const child = spawn(postgres, ['-D', data, '-p', port, ...options], { ...user, cwd: folder, stdio: 'ignore' });
  const stop = endWithUs(child, 'SIGINT');
  for (const end = Date.now() + START_LIMIT_MS; Date.now() < end;) {
    const isReady = await run(ready, ['-h', '127.0.0.1', '-p', port]).then(
      () => true,
      () => false,
    );
    if (isReady) return { url: `postgresql://bench@127.0.0.1:${port}/postgres`, stop };
    if (child.exitCode !== null) return `${postgres} ended by itself, with code ${String(child.exitCode)}`;
    await pause(BETWEEN_TRIES_MS);
  }
  await stop();
  return `PostgreSQL did not start within ${String(START_LIMIT_MS / 1_000)} s`;
}
