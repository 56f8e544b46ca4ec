import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, stepsOf } from './support/steps';

const FILMS = join(__dirname, '../../data/films.json');

it('prints what it says, step by step', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ovation-how-to-'));
  try {
    const surroundings = { cwd: folder, folder: join(folder, 'data') };
    await run(`npx ovation import ${FILMS}`, surroundings);
    const [preparation, ...steps] = stepsOf('how-to/export.md');
    expect(steps.filter(({ prints }) => prints.length > 0)).toHaveLength(4);
    for (const { commands, prints } of steps) {
      const printed = await run(`${preparation?.commands ?? ''}\n${commands}`, surroundings);
      for (const line of prints) expect(printed).toContain(line);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 240_000);
