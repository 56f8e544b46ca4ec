import type { Configuration } from '#configuration';
import type { Log } from '#subscriptions';
import type { ProgramClock } from './clock';
import type { App } from './create-app';
import { createLog } from './log';
import type { Stores } from './open-stores';
import { openStores } from './open-stores';
import { canStartViewsThread } from './start-views';
import type { WritingStores } from './stores-token';

export interface ServerOptions {
  /** Default: as the configuration says, to standard output. */
  readonly log?: Log;
  /** Default: the clock of this machine. */
  readonly clock?: ProgramClock;
}

export interface RunningServer {
  readonly url: string;
  readonly stores: Stores;
  /**
   * Takes no new requests, answers those under way (no longer than `shutdownLimit`), lets the views commit what is in
   * their hands, and closes the stores. Again: does nothing.
   */
  stop(): Promise<void>;
}

/**
 * Starts the server, on loopback only: there are no users yet, so whoever reaches it may record.
 * @throws EventStoreError, ReadStoreError (see `openStores`), or the error of the system when it cannot listen.
 */
export async function startServer(configuration: Configuration, options: ServerOptions = {}): Promise<RunningServer> {
  const { log = createLog(configuration), clock } = options;
  const stores = await openStores(configuration, {
    mode: 'writer',
    log,
    runProcesses: true,
    viewsThread: canStartViewsThread(configuration),
    ...(clock === undefined ? {} : { clock }),
  });
  try {
    // Loaded where a server starts, and not with every verb of the command line.
    const { createApp } = await import('./create-app.js');
    const app = await createApp(stores as WritingStores, configuration, log);
    // Not by Nest's own `listen`, which writes a stack trace of its own when the port is taken.
    await app.nest.init();
    await app.nest.getHttpAdapter().getInstance().listen({ host: configuration.host, port: configuration.port });
    const url = urlOf(app, configuration.host);
    log.info({ url }, `Ovation answers at ${url}, to this machine only.`);
    return { url, stores, stop: stopping(app, stores, configuration.shutdownLimit, log) };
  } catch (error) {
    await stores.close();
    throw error;
  }
}

function urlOf({ nest }: App, host: string): string {
  const address = nest.getHttpServer().address() as { readonly port: number };
  return `http://${host.includes(':') ? `[${host}]` : host}:${String(address.port)}`;
}

function stopping({ nest }: App, stores: Stores, shutdownLimit: number, log: Log): () => Promise<void> {
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    log.info({}, 'Ovation stops: requests under way are answered, new ones are not taken.');
    const cut = setTimeout(() => {
      log.warn({ shutdownLimit }, 'Requests under way took too long: their connections are cut.');
      nest.getHttpServer().closeAllConnections();
    }, shutdownLimit);
    try {
      await nest.close();
    } finally {
      clearTimeout(cut);
      await stores.close();
    }
    log.info({}, 'Ovation has stopped.');
  };
  return () => (stopped ??= stop());
}
