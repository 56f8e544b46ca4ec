import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT } from './exit-codes';
import type { CommandLine } from './testing/command-line';
import { FILMS, openCommandLine } from './testing/command-line';

const ROWS = 'Film,Buyer,Territory,Media,MG,Status,Date\nEden,Neon,Benelux,SVOD,$1m,offer,2025-09-07\n';

let line: CommandLine;
beforeAll(async () => {
  line = await openCommandLine();
  await line.run('import', FILMS);
});
afterAll(() => line.end());

const written = (name: string, content: string | Buffer): string => {
  const file = join(line.folder, name);
  writeFileSync(file, content);
  return file;
};

it('shows in a dry run how the columns are read, and what would be recorded, and records nothing', async () => {
  const file = written('offers.csv', ROWS);
  const ended = await line.run('import', file, '--dry-run');
  expect([ended.exitCode, ended.err]).toEqual([EXIT.ok, '']);
  expect(ended.out).toMatch(/^headers in row 1\n/);
  expect(ended.out).toMatch(/│ MG +│ guarantee +│/);
  expect(ended.out).toMatch(/│ Eden \(2024\), row 2 │ offer +│ recorded +│ OfferMade +│/);
  expect(ended.out).toMatch(/1 event would be recorded; this was a dry run, nothing was\n$/);
});

it('imports by what is in the file, not by its name, and adds nothing the second time', async () => {
  const file = written('offers.json', ROWS);
  expect(await line.run('import', file)).toMatchObject({
    exitCode: EXIT.ok,
    out: 'films: 1 recorded\nrows: 1 recorded\n1 event recorded\n',
  });
  expect(await line.json('import', file)).toMatchObject({ format: 'csv', counts: { events: 0 } });
  expect(await line.json('status', 'Eden')).toMatchObject({ offers: [{ buyer: 'Neon' }] });
});

it('names the cell of a row that is refused, and ends with what failed', async () => {
  const file = written('typo.csv', ROWS.replace('$1m', '-1').replace('Eden', 'Edn'));
  const ended = await line.run('import', file);
  expect([ended.exitCode, ended.err]).toEqual([EXIT.failed, '1 film refused: the report says why. \n']);
  expect(ended.out.replace(/\s*│\n│[\s│]*/g, ' ')).toMatch(/there is no film "Edn" on the slate\. Did you mean "Eden"/);
  expect(ended.out).toContain('column MG: "-1" is negative');
});

it.each([
  [['--map', 'MG=guarante'], EXIT.failed, /^"MG=guarante" names no field that there is\. Did you mean guarantee\?\n$/],
  [['--map', 'Fee=guarantee'], EXIT.failed, /^There is no column "Fee": the columns are "Film", "Buyer"/],
  [['--sheet', 'Deals'], EXIT.failed, /^The file is text and has no sheets: leave out "Deals"\.\n$/],
  [['--dates', 'ymd'], EXIT.usage, /Allowed choices are dmy, mdy/],
])('answers %j with a sentence', async (options, exitCode, sentence) => {
  const ended = await line.run('import', written('offers.csv', ROWS), ...options);
  expect([ended.exitCode, ended.out]).toEqual([exitCode, '']);
  expect(ended.err).toMatch(sentence);
});

it('reads no more of a file than is allowed', async () => {
  const file = written('large.csv', `${ROWS}${'Eden,Neon\n'.repeat(1_000)}`);
  const ended = await line.runWith({ OVATION_IMPORT_LIMIT: '2000' }, 'import', file);
  expect([ended.exitCode, ended.out]).toEqual([EXIT.failed, '']);
  expect(ended.err).toMatch(/^The file is larger than can be read \(at most 2,000 bytes\)/);
});

it('writes templates to fill in', async () => {
  for (const name of ['offers.xlsx', 'offers.csv']) {
    const file = join(line.folder, name);
    expect(await line.run('import', '--template', file)).toMatchObject({ exitCode: EXIT.ok, err: '' });
    expect(existsSync(file)).toBe(true);
    expect((await line.run('import', file)).out).toContain('row 2 is left out: it is an example of the template');
  }
  expect(readFileSync(join(line.folder, 'offers.xlsx')).subarray(0, 2).toString()).toBe('PK');
});

it('shows the first rows of a long report, those that are refused before all others', async () => {
  const rows = Array.from({ length: 600 }, (_, n) => `Eden,Buyer ${String(n)},Benelux,SVOD,$1m,offer,2025-09-07`);
  const file = written(
    'long.csv',
    [ROWS.split('\n')[0], ...rows, 'Nowhere,Neon,Benelux,SVOD,$1m,offer,2025-09-07'].join('\n'),
  );
  const { out } = await line.run('import', file, '--dry-run');
  expect(out).toMatch(/│ remarks +│\n│ Nowhere, row 602 /);
  expect(out).toContain('and 102 rows more: --report FILE writes all of them');
});
