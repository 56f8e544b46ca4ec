import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningServer } from '#apps/api';
import { startServer } from '#apps/api';
import { readConfiguration } from '#configuration';
import { freePorts } from '#testing';
import { run, stepsOf } from './steps';

/**
 * Tests a page of docs: its commands, one block after the other on a server of its own, print what the text below each
 * says. The first block prepares the shell, and is run before each of the others.
 * @param page below `docs`.
 */
export function walkThrough(page: string): void {
  const all = stepsOf(page);
  let folder: string;
  let server: RunningServer;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ovation-docs-'));
    // Not any port: verbs that ask the server find its address in the data folder, written before it listens.
    const [port] = await freePorts(1);
    const environment = { OVATION_DATA_DIR: folder, PORT: String(port), LOG_LEVEL: 'silent' };
    server = await startServer(readConfiguration(environment));
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  it('has commands, and says what they print', () => {
    expect(all.length).toBeGreaterThan(3);
    expect(all.filter(({ prints }) => prints.length > 0).length).toBe(all.length - 1);
  });

  it('prints what it says, step by step', async () => {
    const [preparation, ...steps] = all;
    for (const { commands, prints } of steps) {
      const printed = await run(`${preparation?.commands ?? ''}\n${commands}`, { folder, url: server.url });
      for (const line of prints) expect(printed).toContain(line);
    }
  }, 120_000);
}
