import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { KurrentDBClient, jsonEvent } from '@kurrent/kurrentdb-client';
import { findProgram, freePort } from './programs-on-path';
import { endWithUs } from './until-exit';

/** A KurrentDB server to measure with. */
export interface KurrentServer {
  readonly url: string;
  stop(): Promise<void>;
}

const START_LIMIT_MS = 60_000;
const BETWEEN_TRIES_MS = 250;

async function takesAppends(url: string): Promise<boolean> {
  // A client of its own each time: one that failed its discovery fails for ever.
  const client = KurrentDBClient.connectionString(url);
  const probe = client.appendToStream('bench-probe', jsonEvent({ type: 'Probe', data: {} }));
  const isTaken = probe.then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([isTaken, pause(2_000, false, { ref: false })]);
  } finally {
    await client.dispose();
  }
}

/**
 * The server of `KURRENTDB_URL`, else one started from a program on the PATH, `kurrentd` or `eventstored`, on its disk in
 * `folder` and with projections off; or a sentence that says why there is none.
 */
export async function startKurrentServer(folder: string): Promise<KurrentServer | string> {
  const given = process.env['KURRENTDB_URL'] ?? '';
  if (given !== '') return { url: given, stop: () => Promise.resolve() };
  const program = findProgram(['kurrentd', 'eventstored']);
  if (program === undefined)
    return 'there is no KurrentDB: put kurrentd or eventstored on the PATH, or set KURRENTDB_URL';
  const port = await freePort();
  const child = spawn(
    program,
    [
      '--insecure',
      `--db=${join(folder, 'data')}`,
      `--log=${join(folder, 'log')}`,
      '--node-ip=127.0.0.1',
      `--node-port=${String(port)}`,
      '--replication-ip=127.0.0.1',
      `--replication-port=${String(await freePort())}`,
      '--run-projections=None',
    ],
    { stdio: 'ignore' },
  );
  const stop = endWithUs(child, 'SIGKILL');
  const url = `kurrentdb://127.0.0.1:${String(port)}?tls=false`;
  for (const end = Date.now() + START_LIMIT_MS; Date.now() < end;) {
    if (child.exitCode !== null) return `${program} ended by itself, with code ${String(child.exitCode)}`;
    if (await takesAppends(url)) return { url, stop };
    await pause(BETWEEN_TRIES_MS);
  }
  await stop();
  return `${program} took no appends within ${String(START_LIMIT_MS / 1_000)} s`;
}
