import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FIELDS } from '#acquisition/spreadsheet';
import { run, stepsOf } from './support/steps';

const ROOT = join(__dirname, '../..');
const PAGE = readFileSync(join(ROOT, 'docs/how-to/import-your-spreadsheet.md'), 'utf8');

it('prints what it says, step by step', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ovation-how-to-'));
  try {
    const steps = stepsOf('how-to/import-your-spreadsheet.md');
    expect(steps.filter(({ prints }) => prints.length > 0).length).toBeGreaterThan(4);
    for (const { commands, prints } of steps) {
      const printed = await run(commands, { cwd: folder, folder: join(folder, 'data') });
      for (const line of prints) expect(printed).toContain(line);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 120_000);

it('has a row for every field', () => {
  const fields = [...PAGE.matchAll(/^\| `(\w+)` \|/gm)].map(([, field]) => field);
  expect(fields).toEqual(FIELDS.map(({ field }) => field));
});
