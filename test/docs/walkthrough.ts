import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningServer } from '#apps/api';
import { startServer } from '#apps/api';
import { readConfiguration } from '#configuration';

const ROOT = join(__dirname, '../..');

interface Step {
  readonly commands: string;
  /** Lines that must be in what the commands print. */
  readonly prints: readonly string[];
}

/** Each block of commands with the block of text that follows it, if one does before the next commands. */
function stepsOf(markdown: string): readonly Step[] {
  const blocks = [...markdown.matchAll(/^```(sh|text)\n([\s\S]*?)^```$/gm)].map(([, kind, body]) => ({
    kind,
    body: body ?? '',
  }));
  return blocks.flatMap(({ kind, body }, index) => {
    if (kind !== 'sh') return [];
    const next = blocks[index + 1];
    const prints = next?.kind === 'text' ? next.body.split('\n').filter((line) => line.trim() !== '') : [];
    return [{ commands: body, prints }];
  });
}

/** The server answers from this process, so the shell must not block it. */
function run(commands: string, folder: string): Promise<string> {
  return new Promise((resolve) => {
    const shell = spawn('bash', ['-c', commands], {
      cwd: ROOT,
      env: { ...process.env, OVATION_DATA_DIR: folder, NO_COLOR: '1', COLUMNS: '200' },
    });
    let printed = '';
    const keep = (chunk: Buffer) => (printed += chunk.toString());
    shell.stdout.on('data', keep);
    shell.stderr.on('data', keep);
    shell.on('close', () => resolve(printed));
  });
}

/**
 * Tests a page of docs: its commands, one block after the other on a server of its own, print what the text below each
 * says. The first block prepares the shell, and is run before each of the others.
 * @param page below `docs`.
 */
export function walkThrough(page: string): void {
  const all = stepsOf(readFileSync(join(ROOT, 'docs', page), 'utf8'));
  let folder: string;
  let server: RunningServer;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ovation-docs-'));
    server = await startServer(readConfiguration({ OVATION_DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent' }));
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
    const here = (commands: string) =>
      commands
        .replaceAll('http://127.0.0.1:3000', server.url)
        .replaceAll('npx ovation', `"${process.execPath}" bin/ovation.mjs`);
    const [preparation, ...steps] = all.map(({ commands, prints }) => ({ commands: here(commands), prints }));
    for (const { commands, prints } of steps) {
      const printed = await run(`${preparation?.commands ?? ''}\n${commands}`, folder);
      for (const line of prints) expect(printed).toContain(line);
    }
  }, 120_000);
}
