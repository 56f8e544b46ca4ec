import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, askJson, type Address } from './ask';
import { makeCertificates, NODE_NAME, type Certificates } from './certificates';
import { findServer, type Startable } from './find-server';
import { startServer, type ServerProcess } from './server-process';

export interface NodeOptions {
  /** By TLS, with a certificate of an authority of our own, and with users; else neither. Default: false. */
  readonly isSecure?: boolean;
  /** Keeps everything in memory: nothing is there any more after a restart. Default: false. */
  readonly isInMemory?: boolean;
  /** More options of the command line, such as `--max-append-size=65536`. */
  readonly options?: readonly string[];
}

/** A whole copy of what a node has stored. */
export interface DataCopy {
  readonly folder: string;
}

/** The user that every secure node has. */
export const ADMIN = { user: 'admin', password: 'changeit' } as const;

/** What a node can be made to go through. */
export interface Node {
  /** Of HTTP and gRPC, on 127.0.0.1. */
  readonly port: number;
  /** As a client takes it; of a secure node with the user `admin` and its password. */
  readonly url: string;
  /** File of the authority that a client of a secure node must trust. */
  readonly authorityFile: string | undefined;
  /** Of the process that runs now or ran last; undefined in a container. */
  pid(): number | undefined;
  isRunning(): boolean;
  /** Ends it as a power switch would. */
  kill(): Promise<void>;
  /** Asks it to end, and waits: about 6.5 s as long as clients are connected. */
  stop(): Promise<void>;
  /** It does nothing any more, and its connections stay open. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /** A copy of its data. It must not be running. */
  copyData(): DataCopy;
  /** Puts a copy in the place of its data. It must not be running. */
  restoreData(copy: DataCopy): void;
  /** Ends it and removes its folder. */
  dispose(): Promise<void>;
}

/** A node as those that start it know it. */
export interface OwnNode extends Node {
  readonly address: Address;
  /** Starts it on its data and ports, and does not wait. */
  launch(): ServerProcess;
  /** The process that runs now or ran last. */
  process(): ServerProcess;
  /** Whether it was ended by us: by `kill`, `stop` or `dispose`. */
  isDownOnPurpose(): boolean;
  isFrozen(): boolean;
  /** Whether it is our process that answers on its port: another server there looks as healthy. */
  isLive(): Promise<boolean>;
}

/** Small, so that an empty node takes 16 MB of the disk and not 256. */
const CHUNKS = ['--chunk-size=16777216', '--chunks-cache-size=33554432'];

const securityOf = (certificates: Certificates | undefined): readonly string[] =>
  certificates === undefined
    ? ['--insecure']
    : [
        `--certificate-file=${certificates.certificateFile}`,
        `--certificate-private-key-file=${certificates.keyFile}`,
        `--trusted-root-certificates-path=${certificates.authorityFolder}`,
        `--certificate-reserved-node-common-name=${NODE_NAME}`,
      ];

/** @throws Error that says what to do where no server can be started. */
export function startable(): Startable {
  const found = findServer('own');
  if (found.kind === 'program' || found.kind === 'docker') return found;
  throw new Error(`There is ${found.kind === 'none' ? found.reason : 'no KurrentDB'}.`);
}

interface Making extends NodeOptions {
  readonly server: Startable;
  readonly ports: readonly [number, number];
  readonly certificates?: Certificates | undefined;
}

/** Makes the folder of a node; its certificates when it is to be secure. */
export async function makeNodeFolder(isSecure: boolean): Promise<{ folder: string; certificates?: Certificates }> {
  const folder = mkdtempSync(join(tmpdir(), 'ovation-kurrentdb-'));
  return isSecure ? { folder, certificates: await makeCertificates(folder) } : { folder };
}

/** A node in `folder`, which is not started yet. */
export function makeNode(folder: string, { server, ports, certificates, isInMemory, options = [] }: Making): OwnNode {
  const [port, replicationPort] = ports;
  const data = join(folder, 'data');
  const commandLine = [
    ...securityOf(certificates),
    ...[`--db=${data}`, `--log=${join(folder, 'log')}`],
    ...['--node-ip=127.0.0.1', `--node-port=${port}`],
    ...['--replication-ip=127.0.0.1', `--replication-port=${replicationPort}`],
    ...['--run-projections=None', ...CHUNKS, ...(isInMemory === true ? ['--mem-db'] : [])],
    ...options,
  ];
  const login = `${ADMIN.user}:${ADMIN.password}`;
  const address: Address = certificates === undefined ? { port } : { port, authority: certificates.authority, login };
  const tls = certificates === undefined ? 'tls=false' : `tls=true&tlsCAFile=${certificates.authorityFile}`;
  let process: ServerProcess | undefined;
  let isDownOnPurpose = false;
  let isFrozen = false;
  let copies = 0;

  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    isDownOnPurpose = true;
    isFrozen = false;
    await process?.signal(signal);
    await process?.ended;
  };
  const refuseWhileRunning = (): void => {
    if (process?.isRunning() === true) throw new Error('The node runs: end it before its data are touched.');
  };
  const started = (): ServerProcess => {
    if (process === undefined) throw new Error('The node was not started yet.');
    return process;
  };

  return {
    port,
    // By name where it is secure: TLS knows no names that are addresses.
    url: `kurrentdb://${certificates === undefined ? '127.0.0.1' : `${login}@localhost`}:${port}?${tls}`,
    authorityFile: certificates?.authorityFile,
    address,
    pid: () => process?.pid,
    process: started,
    isRunning: () => process?.isRunning() ?? false,
    isDownOnPurpose: () => isDownOnPurpose,
    isFrozen: () => isFrozen,
    launch: () => {
      mkdirSync(data, { recursive: true });
      isDownOnPurpose = false;
      process = startServer(server, folder, commandLine);
      return process;
    },
    isLive: async () => {
      if ((await ask(address, '/health/live'))?.status !== 204) return false;
      const { pid } = started();
      if (pid === undefined) return started().isRunning();
      return (await askJson<{ readonly id: number }>(address, '/stats/proc'))?.id === pid;
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    freeze: async () => {
      isFrozen = true;
      await started().signal('SIGSTOP');
    },
    thaw: async () => {
      await started().signal('SIGCONT');
      isFrozen = false;
    },
    copyData: () => {
      refuseWhileRunning();
      copies += 1;
      const copy = { folder: join(folder, `copy-${copies}`) };
      cpSync(data, copy.folder, { recursive: true });
      return copy;
    },
    restoreData: (copy) => {
      refuseWhileRunning();
      rmSync(data, { recursive: true });
      cpSync(copy.folder, data, { recursive: true });
    },
    dispose: async () => {
      await end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Of the server program, such as 24.6.0; undefined while it does not answer. */
export async function versionOf(address: Address): Promise<string | undefined> {
  const info = await askJson<{ readonly esVersion?: string; readonly dbVersion?: string }>(address, '/info');
  return info?.dbVersion ?? info?.esVersion;
}
