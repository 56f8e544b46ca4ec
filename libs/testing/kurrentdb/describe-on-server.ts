import { findServer, type Needs } from './find-server';
import type { NodeOptions } from './node';
import { startCluster, type Cluster } from './start-cluster';
import { startNode, type SingleNode } from './start-node';

/** What a suite is given; nothing of it can be used before its tests run. */
export interface Servers {
  /** Of a server that all tests of the suite share: the one that runs, or a node started when first asked for. */
  url(): Promise<string>;
  /** A node that only this suite knows; gone when the suite has ended. */
  startNode(options?: NodeOptions): Promise<SingleNode>;
  /** A cluster that only this suite knows; gone when the suite has ended. */
  startCluster(size?: number, options?: NodeOptions): Promise<Cluster>;
}

const CLEAN_UP_LIMIT_MS = 60_000;

/**
 * Describes a suite that needs a server: `any` when streams of its own are enough, `own` when it kills, freezes or
 * starts servers. Where there is none, its tests are registered as not run, under a name that says why.
 */
export function describeOnServer(name: string, needs: Needs, suite: (servers: Servers) => void): void {
  const found = findServer(needs);
  const disposals: (() => Promise<void>)[] = [];
  const kept = async <Kept extends { dispose(): Promise<void> }>(starting: Promise<Kept>): Promise<Kept> => {
    // Also one that comes up only after its test has given up.
    disposals.push(() =>
      starting.then(
        (it) => it.dispose(),
        () => undefined,
      ),
    );
    return starting;
  };
  const own = {
    startNode: (options?: NodeOptions) => kept(startNode(options)),
    startCluster: (size?: number, options?: NodeOptions) => kept(startCluster(size, options)),
  };
  let shared: Promise<string> | undefined;
  const servers: Servers = {
    ...own,
    url: () =>
      (shared ??= found.kind === 'running' ? Promise.resolve(found.url) : own.startNode().then(({ url }) => url)),
  };

  if (found.kind === 'none') {
    describe.skip(`${name} (${found.reason})`, () => suite(servers));
    return;
  }
  describe(name, () => {
    afterAll(async () => {
      await Promise.all(disposals.splice(0).map((dispose) => dispose()));
    }, CLEAN_UP_LIMIT_MS);
    suite(servers);
  });
}
