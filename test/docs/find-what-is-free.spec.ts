import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '#configuration';
import { startServer } from '#apps/api';
import { run, stepsOf } from './support/steps';

const STEPS = stepsOf('how-to/find-what-is-free.md');

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ovation-how-to-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('has commands, and says what they print', () => {
  expect(STEPS.length).toBeGreaterThan(6);
  expect(STEPS.every(({ prints }) => prints.length > 0)).toBe(true);
});

it('prints what it says, step by step', async () => {
  const overHttp = ({ commands }: (typeof STEPS)[number]) => commands.includes('curl');
  for (const { commands, prints } of STEPS.filter((step) => !overHttp(step))) {
    const printed = await run(commands, { folder });
    for (const line of prints) expect(printed).toContain(line);
  }
  const server = await startServer(readConfiguration({ OVATION_DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent' }));
  try {
    for (const { commands, prints } of STEPS.filter(overHttp)) {
      const printed = await run(commands, { folder, url: server.url });
      for (const line of prints) expect(printed).toContain(line);
    }
  } finally {
    await server.stop();
  }
}, 120_000);
