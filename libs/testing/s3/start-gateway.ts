import { AwsClient } from 'aws4fetch';
import type { ChildProcess } from 'node:child_process';
import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePorts } from '../free-ports';
import { until } from '../until';

const run = promisify(execFile);

/** A server of S3 that only this suite knows: the object gateway of Ceph, on a store in memory. */
export interface Gateway {
  /** Makes a bucket. @returns its URL, as it is written into the environment: with `path` below it, and its key. */
  makeBucket(path?: string): Promise<string>;
  /** Does to an object what its owner may do with other programs. @param url of it, without a key. */
  send(url: string, init?: RequestInit): Promise<string>;
  /** Lets the user have so many objects, -1 for any number. */
  limitObjects(most: number): Promise<void>;
  /** Nothing answers any more, as when the machine is cut off. */
  kill(): Promise<void>;
  dispose(): Promise<void>;
}

const KEY = { accessKeyId: 'a-key-of-the-tests', secretAccessKey: 'a/secret+of the tests' };
const REGION = 'default';
const LONGEST_MS = 60_000;

/** https://docs.ceph.com/en/latest/rados/configuration/: one monitor, one store that forgets, nothing copied. */
const configuration = (folder: string, fsid: string, [monitor, gateway]: readonly number[]): string => `[global]
fsid = ${fsid}
mon host = v2:127.0.0.1:${String(monitor)}
public network = 127.0.0.0/8
keyring = ${folder}/keyring
run dir = ${folder}
admin socket =
log file = ${folder}/$name.log
log to stderr = false
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon data = ${folder}/mon
mon data avail crit = 1
osd data = ${folder}/osd
osd objectstore = memstore
rgw data = ${folder}/rgw
rgw bucket quota ttl = 0
rgw user quota bucket sync interval = 0
rgw user quota sync interval = 0
rgw frontends = beast endpoint=127.0.0.1:${String(gateway)}
`;

/** Of each daemon, and what it may of the monitor and of the store. */
const KEYS = [
  { name: 'mon.', may: ['--cap', 'mon', 'allow *'] },
  { name: 'client.admin', may: ['--cap', 'mon', 'allow *', '--cap', 'osd', 'allow *'] },
  { name: 'osd.0', may: ['--cap', 'mon', 'allow profile osd', '--cap', 'osd', 'allow *'] },
  { name: 'client.rgw', may: ['--cap', 'mon', 'allow rw', '--cap', 'osd', 'allow rwx'] },
];

const answered = (url: string): Promise<true | undefined> =>
  fetch(url).then(
    ({ ok }) => ok || undefined,
    () => undefined,
  );

/** Starts it and waits until it answers. @throws Error with what its processes said. */
export async function startGateway(): Promise<Gateway> {
  const folder = mkdtempSync(join(tmpdir(), 'ovation-s3-'));
  const [monitor = 0, port = 0] = await freePorts(2);
  const file = join(folder, 'ceph.conf');
  const running: ChildProcess[] = [];
  const ask = (program: string, ...args: readonly string[]) =>
    run(program, ['-c', file, ...args], { timeout: LONGEST_MS });
  const start = (program: string, ...args: readonly string[]): void => {
    const said = openSync(join(folder, `${program}.out`), 'a');
    running.push(spawn(program, ['-c', file, ...args, '-f'], { stdio: ['ignore', said, said] }));
  };
  const kill = async (): Promise<void> => {
    for (const child of running.splice(0).reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'close');
    }
  };
  const dispose = async (): Promise<void> => {
    await kill();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (const name of ['mon', 'osd', 'rgw']) mkdirSync(join(folder, name));
    const fsid = randomUUID();
    writeFileSync(file, configuration(folder, fsid, [monitor, port]));
    const keyring = join(folder, 'keyring');
    await run('ceph-authtool', ['--create-keyring', keyring]);
    for (const { name, may } of KEYS) await run('ceph-authtool', [keyring, '--gen-key', '-n', name, ...may]);
    const map = join(folder, 'monmap');
    await ask('monmaptool', '--create', '--fsid', fsid, '--addv', 'a', `[v2:127.0.0.1:${String(monitor)}]`, map);
    await ask('ceph-mon', '--mkfs', '-i', 'a', '--monmap', map, '--keyring', keyring);
    start('ceph-mon', '-i', 'a');
    const osd = randomUUID();
    await ask('ceph', 'osd', 'new', osd);
    await ask('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', osd);
    start('ceph-osd', '-i', '0');
    start('radosgw', '-n', 'client.rgw');
    const said = (): string => readFileSync(join(folder, 'radosgw.out'), 'utf8');
    await until(said, LONGEST_MS, () => answered(`http://127.0.0.1:${String(port)}/`));
    const administer = (...args: readonly string[]) =>
      ask('radosgw-admin', '-n', 'client.rgw', ...args, '--uid=ovation');
    const { accessKeyId, secretAccessKey } = KEY;
    const key = [`--access-key=${accessKeyId}`, `--secret-key=${secretAccessKey}`];
    await administer('user', 'create', '--display-name=ovation', ...key);
    await administer('quota', 'enable', '--quota-scope=user');
    const client = new AwsClient({ ...KEY, service: 's3', region: REGION });
    const send: Gateway['send'] = async (url, init) => {
      const answer = await client.fetch(url, init);
      const text = await answer.text();
      if (!answer.ok) throw new Error(`The gateway answered ${String(answer.status)}: ${text}`);
      return text;
    };
    return {
      makeBucket: async (path = '') => {
        const bucket = randomUUID();
        await send(`http://127.0.0.1:${String(port)}/${bucket}`, { method: 'PUT' });
        const login = [accessKeyId, secretAccessKey].map(encodeURIComponent).join(':');
        return `s3://${login}@127.0.0.1:${String(port)}/${bucket}/${path}?tls=false&region=${REGION}`;
      },
      send,
      limitObjects: async (most) => {
        await administer('quota', 'set', '--quota-scope=user', `--max-objects=${String(most)}`);
      },
      kill,
      dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}
