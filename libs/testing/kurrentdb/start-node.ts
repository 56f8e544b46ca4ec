import { membersSeenBy } from './ask';
import { freePorts } from '../free-ports';
import { isWritable } from './is-writable';
import { makeNode, makeNodeFolder, startable, versionOf, type Node, type NodeOptions, type OwnNode } from './node';
import { until } from '../until';

/** A node which is all of its database. */
export interface SingleNode extends Node {
  /** Of the server program, such as `24.6.0`. */
  readonly version: string;
  /** Starts it again on the same data and ports, and waits until it takes appends. Kills it when it still runs. */
  restart(): Promise<void>;
}

const START_LIMIT_MS = 60_000;
const TRIES = 3;

/** True when somebody else took a port between our finding it free and the server's listening on it. */
export const isPortTaken = (node: OwnNode): boolean => /address already in use/i.test(node.process().lastWords());

export const refuseWhenEnded = (node: OwnNode): void => {
  if (node.process().isRunning()) return;
  throw new Error(`The node on port ${node.port} ended by itself: ${node.process().lastWords()}`);
};

/** Live is not writable: until it leads itself, and for a moment longer, it refuses to be written to. */
async function isReady(node: OwnNode): Promise<true | undefined> {
  refuseWhenEnded(node);
  if (!(await node.isLive())) return undefined;
  const members = await membersSeenBy(node.address);
  if (members?.[0]?.state !== 'Leader') return undefined;
  return (await isWritable(node.url)) ? true : undefined;
}

const launchAndWait = async (node: OwnNode): Promise<void> => {
  node.launch();
  await until(
    () => `the node on port ${node.port} takes no appends. It said: ${node.process().lastWords()}`,
    START_LIMIT_MS,
    () => isReady(node),
  );
};

/**
 * Starts a node on free ports in a folder of its own, and waits until it takes appends: 1.5 to 3 s. Whoever starts it
 * disposes of it; should this process die before, it ends as well.
 * @throws Error when there is no server to start, or when it does not start: with its last words.
 */
export async function startNode(options: NodeOptions = {}): Promise<SingleNode> {
  const server = startable();
  for (let tries = 1; ; tries += 1) {
    const { folder, ...made } = await makeNodeFolder(options.isSecure ?? false);
    const [port = 0, replicationPort = 0] = await freePorts(2);
    const node = makeNode(folder, { ...options, ...made, server, ports: [port, replicationPort] });
    try {
      await launchAndWait(node);
      const version = (await versionOf(node.address)) ?? 'unknown';
      const restart = async (): Promise<void> => {
        if (node.isRunning()) await node.kill();
        await launchAndWait(node);
      };
      return { ...node, version, restart };
    } catch (error) {
      await node.dispose();
      if (tries === TRIES || !isPortTaken(node)) throw error;
    }
  }
}
