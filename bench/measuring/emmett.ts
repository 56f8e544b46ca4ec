import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { EmmettCalls } from '../programs/emmett';
import { ROOT } from '../root';
import type { Child } from './child';
import { startChild } from './child';
import { startPostgresql } from './postgresql';

/** Emmett on a PostgreSQL of its own, in a process of its own. */
export interface RunningEmmett extends Pick<Child<EmmettCalls>, 'ask'> {
  stop(): Promise<void>;
}

/** Starts Emmett with its PostgreSQL in `folder`; or a sentence that says why it cannot be had. */
export async function startEmmett(folder: string): Promise<RunningEmmett | string> {
  if (!existsSync(join(ROOT, 'bench/emmett/node_modules/@event-driven-io')))
    return 'Emmett is not installed: npm ci --prefix bench/emmett';
  const postgresql = await startPostgresql(folder);
  if (typeof postgresql === 'string') return postgresql;
  const child = startChild<EmmettCalls>('emmett');
  const stop = async (): Promise<void> => {
    await child.stop();
    await postgresql.stop();
  };
  try {
    await child.ask('open', postgresql.url);
    return { ask: child.ask, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
