import { membersSeenBy } from './ask';
import { freePorts } from '../free-ports';
import { isWritable } from './is-writable';
import { makeNode, makeNodeFolder, startable, versionOf, type Node, type NodeOptions, type OwnNode } from './node';
import { isPortTaken } from './start-node';
import { until } from '../until';

export interface ClusterNode extends Node {
  /** Starts it again on the same data and ports, and does not wait. Kills it when it still runs. */
  restart(): Promise<void>;
}

/**
 * Nodes of one database. One that ends by itself is started again, as a deposed leader does that has to truncate what
 * was not replicated.
 */
export interface Cluster {
  /** Names all nodes. */
  readonly url: string;
  /** Of the server program, such as `24.6.0`. */
  readonly version: string;
  readonly nodes: readonly ClusterNode[];
  /** The one that leads, as soon as one of the others that can be asked says so. */
  leader(): Promise<ClusterNode>;
  /** One that follows. */
  follower(): Promise<ClusterNode>;
  /** Waits until one leads, all others that run follow it, and the leader takes appends. */
  settled(): Promise<void>;
  /** How often a node ended by itself and was started again. */
  restarts(): number;
  dispose(): Promise<void>;
}

const SETTLE_LIMIT_MS = 90_000;
const TRIES = 3;
const RESTARTS_AT_MOST = 20;

type Roles = ReadonlyMap<OwnNode, string>;

const isAround = (node: OwnNode): boolean => node.isRunning() && !node.isFrozen();

/** Who does what, in the eyes of one that can be asked; dead members left out. */
async function rolesSeenBy(nodes: readonly OwnNode[], witness: OwnNode): Promise<Roles | undefined> {
  const members = await membersSeenBy(witness.address);
  if (members === undefined) return undefined;
  const stateOf = (port: number) => members.find((member) => member.isAlive && member.httpEndPointPort === port)?.state;
  return new Map(nodes.filter(isAround).map((node) => [node, stateOf(node.port) ?? 'Unknown']));
}

const withState = (roles: Roles | undefined, state: string): OwnNode | undefined =>
  [...(roles ?? [])].find(([, its]) => its === state)?.[0];

async function inOrder(nodes: readonly OwnNode[]): Promise<OwnNode | undefined> {
  const around = nodes.filter(isAround);
  for (const witness of around) {
    const roles = await rolesSeenBy(nodes, witness);
    const states = [...(roles?.values() ?? [])].sort();
    const isSettled = states.at(-1) === 'Leader' && states.slice(0, -1).every((state) => state === 'Follower');
    if (states.length !== around.length || !isSettled) return undefined;
  }
  return withState(await rolesSeenBy(nodes, around[0] as OwnNode), 'Leader');
}

/** Starts nodes that know of each other; waits for nothing. */
async function makeNodes(size: number, options: NodeOptions): Promise<OwnNode[]> {
  const server = startable();
  const ports = await freePorts(size * 2);
  const portsOf = (index: number): readonly [number, number] => [ports[index] ?? 0, ports[size + index] ?? 0];
  const first = await makeNodeFolder(options.isSecure ?? false);
  const made: OwnNode[] = [];
  for (let index = 0; index < size; index += 1) {
    const { folder } = index === 0 ? first : await makeNodeFolder(false);
    const others = ports.slice(0, size).filter((_, other) => other !== index);
    const seeds = others.map((port) => `127.0.0.1:${port}`).join(',');
    const ofCluster = [`--cluster-size=${size}`, '--discover-via-dns=false', `--gossip-seed=${seeds}`];
    made.push(
      makeNode(folder, {
        ...options,
        server,
        ports: portsOf(index),
        certificates: first.certificates,
        options: [...ofCluster, ...(options.options ?? [])],
      }),
    );
  }
  return made;
}

async function startOnce(size: number, options: NodeOptions): Promise<Cluster> {
  const nodes = await makeNodes(size, options);
  let restarts = 0;
  const launch = (node: OwnNode): void => {
    const process = node.launch();
    void process.ended.then(() => {
      if (node.process() !== process || node.isDownOnPurpose()) return;
      restarts += 1;
      if (restarts <= RESTARTS_AT_MOST) launch(node);
    });
  };
  const states = (): string =>
    nodes.map((node) => `${node.port}: ${node.process().lastWords().slice(-500)}`).join('\n');
  const find = (what: string, look: () => Promise<OwnNode | undefined>): Promise<OwnNode> =>
    until(
      () => `${what}. The nodes said:\n${states()}`,
      SETTLE_LIMIT_MS,
      () => {
        if (nodes.some(isPortTaken))
          throw new Error(`A port was taken by another program. The nodes said:\n${states()}`);
        return look();
      },
    );
  const asked = (state: string) => async (): Promise<OwnNode | undefined> => {
    for (const witness of nodes.filter(isAround)) {
      const found = withState(await rolesSeenBy(nodes, witness), state);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const clusterNodes = new Map(
    nodes.map((node) => {
      const restart = async (): Promise<void> => {
        if (node.isRunning()) await node.kill();
        launch(node);
      };
      return [node, { ...node, restart }] as const;
    }),
  );
  const settled = async (): Promise<void> => {
    await find('the cluster has no leader that takes appends', async () => {
      const leader = await inOrder(nodes);
      return leader !== undefined && (await isWritable(leader.url)) ? leader : undefined;
    });
  };
  const dispose = async (): Promise<void> => {
    await Promise.all(nodes.map((node) => node.dispose()));
  };

  nodes.forEach(launch);
  try {
    await settled();
  } catch (error) {
    await dispose();
    throw error;
  }
  const [{ url, address }] = nodes as [OwnNode];
  return {
    url: url.replace(/(127\.0\.0\.1|localhost):\d+/, (first) =>
      nodes.map(({ port }) => first.replace(/\d+$/, String(port))).join(','),
    ),
    version: (await versionOf(address)) ?? 'unknown',
    nodes: [...clusterNodes.values()],
    leader: async () => clusterNodes.get(await find('nobody leads', asked('Leader'))) as ClusterNode,
    follower: async () => clusterNodes.get(await find('nobody follows', asked('Follower'))) as ClusterNode,
    settled,
    restarts: () => restarts,
    dispose,
  };
}

/**
 * Starts a cluster on free ports in folders of its own, and waits until it is settled: 5 to 10 s. Whoever starts it
 * disposes of it; should this process die before, its nodes end as well.
 * @throws Error when there is no server to start, or when no leader is found: with the last words of the nodes.
 */
export async function startCluster(size = 3, options: NodeOptions = {}): Promise<Cluster> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await startOnce(size, options);
    } catch (error) {
      if (tries === TRIES || !String(error).includes('port was taken')) throw error;
    }
  }
}
