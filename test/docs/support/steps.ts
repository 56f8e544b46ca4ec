import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');

/** Commands of a page of the documentation. */
export interface Step {
  readonly commands: string;
  /** Lines that must be in what the commands print. */
  readonly prints: readonly string[];
}

/** Each block of commands with the block of text that follows it, if one does before the next commands. @param page below docs/. */
export function stepsOf(page: string): readonly Step[] {
  const markdown = readFileSync(join(ROOT, 'docs', page), 'utf8');
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

/** Where commands of a page are run. */
export interface Surroundings {
  /** Its data folder. */
  readonly folder: string;
  /** The server that answers, if one does: the commands say the default address. */
  readonly url?: string;
  /** Where the commands are run. Default: here. */
  readonly cwd?: string;
}

/** Runs commands as the page has them, and gives what they print. A server of this process is not blocked meanwhile. */
export function run(
  commands: string,
  { folder, url = 'http://127.0.0.1:3000', cwd = ROOT }: Surroundings,
): Promise<string> {
  const here = commands
    .replaceAll('http://127.0.0.1:3000', url)
    .replaceAll('npx ovation', `"${process.execPath}" "${join(ROOT, 'bin/ovation.mjs')}"`);
  return new Promise((resolve) => {
    const shell = spawn('bash', ['-c', here], {
      cwd,
      env: { ...process.env, OVATION_DATA_DIR: folder, NO_COLOR: '1', COLUMNS: '200' },
    });
    let printed = '';
    const keep = (chunk: Buffer) => (printed += chunk.toString());
    shell.stdout.on('data', keep);
    shell.stderr.on('data', keep);
    shell.on('close', () => resolve(printed));
  });
}
