import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { apiClient, enter } from '#testing/http';

/** The program as it is delivered: `npm test` builds it first. */
const PROGRAM = join(__dirname, '../../dist/apps/api/main.js');

let folder: string;
const started: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ovation-process-'));
});
afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(folder, { recursive: true });
});

interface Program {
  readonly child: ChildProcess;
  /** What it wrote so far. */
  readonly said: () => string;
  readonly complained: () => string;
  readonly ended: Promise<number | null>;
}

function run(environment: Readonly<Record<string, string>> = {}, before: readonly string[] = []): Program {
  const env = { PATH: process.env['PATH'] ?? '', OVATION_DATA_DIR: folder, PORT: '0', ...environment };
  const flags = ['--disable-warning=ExperimentalWarning', ...before];
  const child = spawn(process.execPath, [...flags, PROGRAM], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, said: () => out.join(''), complained: () => err.join(''), ended };
}

/** Its address, once it answers. */
async function answering(program: Program): Promise<string> {
  const { stdout } = program.child;
  for (;;) {
    const url = /"url":"(http:[^"]+)"/.exec(program.said())?.[1];
    if (url !== undefined) return url;
    if (stdout === null) throw new Error('The program has no output.');
    const isOver = await Promise.race([once(stdout, 'data').then(() => false), program.ended.then(() => true)]);
    if (isOver) throw new Error(`The program ended: ${program.complained()}`);
  }
}

const film = (title: string) => ({ title, year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });

/** A request of which the head is with the server, and the body is not yet. */
async function halfARequest(url: string, body: string) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const received: string[] = [];
  socket.on('data', (chunk: Buffer) => received.push(chunk.toString()));
  socket.write(
    `POST /api/films HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${String(Buffer.byteLength(body))}\r\nExpect: 100-continue\r\n\r\n`,
  );
  await once(socket, 'data');
  expect(received.join('')).toContain('100 Continue');
  return { socket, received: () => received.join(''), closed: once(socket, 'close') };
}

it('answers what is under way when it is asked to stop, and keeps it', async () => {
  const first = run();
  const url = await answering(first);
  await enter(apiClient(url), '', film('K-Pops!'));
  const body = JSON.stringify(film('Under Way'));
  const request = await halfARequest(url, body);
  first.child.kill('SIGTERM');
  await expect(
    (async () => {
      // Refused as soon as it has stopped to listen; until then it may still answer.
      for (;;) await fetch(`${url}/health/live`, { headers: { connection: 'close' } });
    })(),
  ).rejects.toThrow('fetch failed');
  request.socket.write(body);
  await request.closed;
  expect(request.received()).toContain('HTTP/1.1 201 Created');
  expect(await first.ended).toBe(0);
  expect(first.complained()).toBe('');
  expect(first.said()).toContain('Ovation has stopped.');

  const second = run();
  const slate = await (await fetch(`${await answering(second)}/api/slate?sort=recorded`)).json();
  expect(slate).toMatchObject({ items: [{ title: 'K-Pops!' }, { title: 'Under Way' }] });
  second.child.kill('SIGINT');
  expect(await second.ended).toBe(0);
});

it('cuts off what does not end in time', async () => {
  const program = run({ OVATION_SHUTDOWN_LIMIT: '200' });
  const request = await halfARequest(await answering(program), JSON.stringify(film('Never')));
  program.child.kill('SIGTERM');
  await request.closed;
  expect(await program.ended).toBe(0);
});

it('starts the thread that keeps the views again when it dies, says so meanwhile, and goes on to record', async () => {
  const [deadly, sign] = [join(folder, 'deadly.cjs'), join(folder, 'die')];
  writeFileSync(
    deadly,
    `const { isMainThread } = require('node:worker_threads');
     const die = () => { if (require('node:fs').existsSync(${JSON.stringify(sign)})) throw new Error('Struck.'); };
     if (!isMainThread) setInterval(die, 1).unref();`,
  );
  // Longer than a thread takes to begin on a busy machine.
  const program = run({ OVATION_WAIT_LIMIT: '60000' }, ['--require', deadly]);
  const url = await answering(program);
  const client = apiClient(url);
  const ready = async () =>
    (await fetch(`${url}/health/ready`)).json() as Promise<{ status: string; problems: string[] }>;
  await enter(client, '', film('Before'));
  expect((await client.get('/api/films/before-2024')).status).toBe(200);

  writeFileSync(sign, '');
  let health = await ready();
  while (health.status === 'ready') health = await ready();
  expect(health.problems).toContainEqual(expect.stringMatching(/^View slate is stopped: The thread .* Struck\.$/));
  await enter(client, '', film('Meanwhile'));

  rmSync(sign);
  const slate = await client.get('/api/slate?sort=recorded');
  expect(slate).toMatchObject({ status: 200, body: { items: [{ title: 'Before' }, { title: 'Meanwhile' }] } });
  expect((await ready()).status).toBe('ready');
  program.child.kill('SIGTERM');
  expect(await program.ended).toBe(0);
});

describe('says in one sentence why it cannot start', () => {
  const sentence = async (program: Program): Promise<string> => {
    expect(await program.ended).toBe(1);
    expect(program.complained()).not.toMatch(/^\s+at /m);
    const [line = '', ...rest] = program.complained().split('\n');
    expect(rest).toEqual(['']);
    return line;
  };

  it('when the configuration is wrong', async () => {
    const line = await sentence(run({ PORT: 'eighty', HOST: '0.0.0.0' }));
    expect(line).toMatch(/^The configuration is wrong\. PORT is "eighty".* HOST is "0\.0\.0\.0"/);
  });

  it('when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const line = await sentence(run({ PORT: String(port) }));
    expect(line).toBe(
      `Port ${String(port)} of 127.0.0.1 is taken by another program: stop that one, or set PORT to another (0 takes a free one).`,
    );
    other.close();
  });

  it('when another process writes to the store', async () => {
    const first = run();
    await answering(first);
    const line = await sentence(run());
    expect(line).toMatch(new RegExp(`is written to by process ${String(first.child.pid)} `));
  });

  it('when the log is damaged', async () => {
    writeFileSync(join(folder, 'ovation.db'), 'This is no database.'.repeat(500));
    expect(await sentence(run())).toMatch(
      /^The event log is damaged: stop, keep a copy, and restore it from a backup\./,
    );
  });

  it('when the log is of a newer version', async () => {
    const first = run();
    await answering(first);
    first.child.kill('SIGTERM');
    await first.ended;
    const database = new DatabaseSync(join(folder, 'ovation.db'));
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(await sentence(run())).toMatch(/newer/);
  });

  it('when the data folder cannot be one', async () => {
    writeFileSync(join(folder, 'file'), '');
    expect(await sentence(run({ OVATION_DATA_DIR: join(folder, 'file', 'data') }))).toMatch(/cannot be written/);
  });

  it('when Node.js is too old', async () => {
    const old = join(folder, 'old.cjs');
    writeFileSync(old, `Object.defineProperty(process.versions, 'node', { value: '22.9.0' });`);
    const line = await sentence(run({}, ['--require', old]));
    expect(line).toMatch(/^Ovation needs Node\.js 24 or later, this is 22\.9\.0:/);
  });
});
