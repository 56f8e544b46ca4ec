import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningServer, Stores } from '#apps/api';
import { startServer, viewsOf, zoneOf } from '#apps/api';
import type { Configuration } from '#configuration';
import { readConfiguration } from '#configuration';
import { START } from '#event-store';
import type { Position } from '#event-store';
import { compareWithRebuild } from '#subscriptions';
import type { Log } from '#subscriptions';
import type { ApiClient } from './api-client';
import { apiClient } from './api-client';
import type { MovableClock } from './movable-clock';
import { logSettings } from './event-store-url';
import { clockAt } from './movable-clock';

/** A running server, a client of it, and its clock. */
export interface Server extends ApiClient {
  readonly url: string;
  readonly stores: Stores;
  readonly clock: MovableClock;
  /** Where its stores lie. */
  readonly folder: string;
  /** The last position of the log: the same before and after where nothing is recorded. */
  head(): Promise<Position>;
  stop(): Promise<void>;
}

export interface ServerSettings {
  /** When its clock begins. Default: the day before the premiere of K-Pops!. */
  readonly now?: string;
  /** Settings by their names in the environment. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly log?: Log;
}

/** A server that was started, and with what. */
interface Running {
  readonly server: RunningServer;
  readonly folder: string;
  readonly clock: MovableClock;
  readonly settings: Readonly<Record<string, string>>;
  readonly log: Log;
}

const silent = (): void => undefined;
const SILENT: Log = { debug: silent, info: silent, warn: silent, error: silent };

const MORNING = '2024-09-06T09:00:00.000Z';

/** What the views of a server hold that is not what its log makes of them; empty when they are the same, to the byte. */
async function differencesFromRebuild(
  { store, readStore, views }: Stores,
  { timeZone }: Configuration,
): Promise<readonly string[]> {
  const head = await store.head();
  if (head !== START && !(await views?.waitFor(head)))
    return [`the views never came to ${head}: ${JSON.stringify(await views?.status())}`];
  const compared = viewsOf(store, zoneOf(timeZone)).map(async (view) => {
    const { difference } = await compareWithRebuild({ store, readStore, view });
    return difference === undefined ? [] : [`${view.name}: ${JSON.stringify(difference)}`];
  });
  return (await Promise.all(compared)).flat();
}

/**
 * Gives the tests of a file servers on stores of their own. After each test, every view of every server that it started
 * must equal its rebuild, to the byte; then the server stops and its stores are gone.
 */
export function serversFor(): {
  start(settings?: ServerSettings): Promise<Server>;
  /** Stops a server, lets something happen while it is down, and starts it again on what it recorded, with its clock. */
  restart(server: Server, meanwhile?: () => void): Promise<Server>;
} {
  const running: Running[] = [];

  const begin = async ({ folder, clock, settings, log }: Omit<Running, 'server'>): Promise<Server> => {
    const server = await startServer(readConfiguration(settings), { log, clock });
    running.push({ server, folder, clock, settings, log });
    return {
      ...apiClient(server.url),
      url: server.url,
      stores: server.stores,
      clock,
      folder,
      head: () => server.stores.store.head(),
      stop: () => server.stop(),
    };
  };

  afterEach(async () => {
    const differences: string[] = [];
    for (const { server, folder, settings } of running.splice(0)) {
      try {
        differences.push(...(await differencesFromRebuild(server.stores, readConfiguration(settings))));
      } finally {
        await server.stop();
        rmSync(folder, { recursive: true });
      }
    }
    expect(differences).toStrictEqual([]);
  });

  return {
    start: async ({ now = MORNING, environment = {}, log = SILENT } = {}) => {
      const folder = mkdtempSync(join(tmpdir(), 'ovation-'));
      const clock = clockAt(now);
      const settings = { OVATION_DATA_DIR: folder, PORT: '0', ...(await logSettings()), ...environment };
      return begin({ folder, clock, settings, log });
    },
    restart: async (server, meanwhile) => {
      await server.stop();
      const index = running.findIndex((one) => one.folder === server.folder);
      const [before] = running.splice(index, 1);
      if (before === undefined) throw new Error('This server was not started here.');
      meanwhile?.();
      return begin(before);
    },
  };
}
