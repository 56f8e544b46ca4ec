import type { Clock } from '#acquisition/commands';
import type { Configuration } from '#configuration';
import type { Log } from '#subscriptions';
import type { Stores } from './open-stores';

export interface ServerOptions {
  readonly log?: Log;
  readonly clock?: Clock;
}

export interface RunningServer {
  readonly url: string;
  readonly stores: Stores;
  stop(): Promise<void>;
}

/** Starts the server on loopback. */
export function startServer(_configuration: Configuration, _options: ServerOptions = {}): Promise<RunningServer> {
  return Promise.reject(new Error('The server is being built.'));
}
