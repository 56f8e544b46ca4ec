import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '#configuration';
import type { RunningServer } from '#apps/api';
import { startServer } from '#apps/api';
import { run, stepsOf } from './steps';

const ROOT = join(__dirname, '../..');
const TUTORIAL = readFileSync(join(ROOT, 'docs/tutorial/k-pops.md'), 'utf8');

const STEPS = stepsOf(TUTORIAL);

let folder: string;
let server: RunningServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ovation-tutorial-'));
  server = await startServer(readConfiguration({ OVATION_DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent' }));
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

it('has commands, and says what they print', () => {
  expect(STEPS.length).toBeGreaterThan(8);
  expect(STEPS.filter(({ prints }) => prints.length > 0).length).toBe(STEPS.length - 1);
});

it('prints what it says, step by step', async () => {
  const here = (commands: string) =>
    commands
      .replaceAll('http://127.0.0.1:3000', server.url)
      .replaceAll('npx ovation', `"${process.execPath}" bin/ovation.mjs`);
  const [preparation, ...steps] = STEPS.map(({ commands, prints }) => ({ commands: here(commands), prints }));
  for (const { commands, prints } of steps) {
    const printed = await run(`${preparation?.commands ?? ''}\n${commands}`, ROOT, folder);
    for (const line of prints) expect(printed).toContain(line);
  }
}, 120_000);
