import { spawn } from 'node:child_process';

/** Commands of a page, and what they print. */
export interface Step {
  readonly commands: string;
  /** Lines that must be in what the commands print. */
  readonly prints: readonly string[];
}

/** Each block of commands with the block of text that follows it, if one does before the next commands. */
export function stepsOf(markdown: string): readonly Step[] {
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

/** Runs commands as somebody would who reads the page; this process goes on meanwhile, and may be the server they ask. */
export function run(commands: string, cwd: string, dataDir: string): Promise<string> {
  return new Promise((resolve) => {
    const shell = spawn('bash', ['-c', commands], {
      cwd,
      env: { ...process.env, OVATION_DATA_DIR: dataDir, NO_COLOR: '1', COLUMNS: '200' },
    });
    let printed = '';
    const keep = (chunk: Buffer) => (printed += chunk.toString());
    shell.stdout.on('data', keep);
    shell.stderr.on('data', keep);
    shell.on('close', () => resolve(printed));
  });
}
