import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The program as it is delivered: `npm test` builds it first. */
const PROGRAM = join(__dirname, '../../dist/apps/demo/main.js');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ovation-demo-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const start = (port: number, ...args: readonly string[]) => {
  const env = { PATH: process.env['PATH'] ?? '', OVATION_DATA_DIR: folder, PORT: String(port), COLUMNS: '160' };
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', PROGRAM, ...args], { env });
  const said: string[] = [];
  const complained: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => complained.push(chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, ended, said: () => said.join(''), complained: () => complained.join('') };
};

async function tellsTheStory(): Promise<void> {
  const demo = start(0, '--once');
  expect([await demo.ended, demo.complained()]).toEqual([0, '']);
  const phases = [...demo.said().matchAll(/^ +phase +(.+)$/gm)].map(([, phase]) => phase);
  expect(phases).toEqual([
    'registered',
    'selected',
    'awaiting acquisition',
    'awaiting acquisition',
    'partly acquired',
    'partly acquired',
    'released',
  ]);
  expect(demo.said()).toMatch(/^33 films\./m);
  expect([...demo.said().matchAll(/│ K-Pops! +│/g)]).toHaveLength(1);
  expect(demo.said()).toMatch(/^ +found +Event \d+ of the log \(\w+ .* is not what was recorded/m);
  expect(demo.said()).toMatch(/^ +found +The log is not the one of the checkpoint that was kept/m);
  expect(readdirSync(folder)).toEqual([]);
}

it('tells the story of K-Pops! with each phase, and shows 33 films, each once; again and again', async () => {
  await tellsTheStory();
  await tellsTheStory();
});

it('takes a free port when its own is taken, says so, and serves until it is stopped', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const demo = start(port);
  while (!demo.said().includes('Stop it with Ctrl-C')) {
    const isOver = await Promise.race([once(demo.child.stdout, 'data').then(() => false), demo.ended.then(() => true)]);
    if (isOver) throw new Error(`The demo ended: ${demo.complained()}`);
  }
  other.close();
  expect(demo.said()).toContain(`Port ${String(port)} is in use: a free one is taken.`);
  const url = /Ovation answers at (\S+),/.exec(demo.said())?.[1] ?? '';
  const slate = (await (await fetch(`${url}/api/slate/summary`)).json()) as object;
  expect(slate).toMatchObject({ films: 33 });
  demo.child.kill('SIGINT');
  expect(await demo.ended).toBe(0);
  expect(readdirSync(folder)).toEqual([]);
});
