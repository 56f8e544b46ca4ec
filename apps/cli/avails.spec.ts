import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT } from './exit-codes';
import type { CommandLine } from './testing/command-line';
import { FILMS, openCommandLine } from './testing/command-line';

let line: CommandLine;

type Rows = readonly Readonly<Record<string, unknown>>[];

describe('before anything is recorded', () => {
  beforeAll(async () => {
    line = await openCommandLine();
  });
  afterAll(() => line.end());

  it('says that nothing is', async () => {
    expect(await line.run('avails')).toMatchObject({
      exitCode: EXIT.ok,
      out: expect.stringMatching(/^Nothing is recorded yet\./) as string,
    });
    expect(await line.json('avails')).toEqual([]);
    expect(await line.run('avails', 'K-Pops!')).toMatchObject({ exitCode: EXIT.notFound, out: '' });
  });
});

describe('avails of 33 films', () => {
  beforeAll(async () => {
    line = await openCommandLine();
    await line.run('import', FILMS);
  });
  afterAll(() => line.end());

  const benelux = ['--territories', 'Benelux', '--media', 'SVOD'];

  it('say of a film what is free and who has the rest', async () => {
    const { out, err } = await line.run('avails', 'k pops', '--territories', 'Benelux, US', '--media', 'SVOD');
    expect(err).toBe('');
    expect(out).toContain(
      'Benelux, United States, SVOD: partly free (Benelux, SVOD); the rest committed to Aura Entertainment.',
    );
    expect(out).toMatch(/│ not free │ United States │ SVOD +│ +│ committed to Aura Entertainment +│ /);
    expect(out).toMatch(/│ free +│ Benelux +│ SVOD /);
    expect(out).toContain('No mandate is recorded, so it is taken to be worldwide, all rights.');
    expect(await line.json('avails', 'K-Pops!', '--as-of', '2025-06-15')).toMatchObject({
      isFree: true,
      day: '2025-06-15',
    });
  });

  it('list the films that are free, the same from the events when the views are lost', async () => {
    const found = (await line.json('avails', ...benelux)) as Rows;
    expect(found).toContainEqual(expect.objectContaining({ slug: 'k-pops-2024', free: 'Benelux, SVOD' }));
    expect(found).not.toContainEqual(expect.objectContaining({ slug: 'coda-2021' }));
    const any = (await line.json('avails', '--part', 'any')) as Rows;
    expect(any.length).toBeGreaterThan(((await line.json('avails')) as Rows).length);
    expect((await line.run('avails', ...benelux)).out).toContain(`${String(found.length)} films for Benelux, SVOD.`);
    for (const file of ['views.db', 'views.db-wal', 'views.db-shm'])
      rmSync(join(line.folder, 'data', file), { force: true });
    expect(await line.json('avails', ...benelux)).toEqual(found);
    expect(await line.json('avails', '--part', 'any')).toEqual(any);
  });

  it('are written to a file', async () => {
    const file = join(line.folder, 'avails.csv');
    const ended = await line.run('avails', ...benelux, '--format', 'csv', '--output', file);
    expect(ended).toEqual({ exitCode: EXIT.ok, out: '', err: `Written to ${file}.\n` });
    expect(readFileSync(file, 'utf8')).toMatch(/^Film,Year,.*\r\nBird,2024,Benelux,SVOD,/);
    const workbook = join(line.folder, 'avails.xlsx');
    await line.run('avails', 'CODA', '--format', 'xlsx', '--output', workbook);
    expect(existsSync(workbook)).toBe(true);
  });

  it.each([
    [['--territories', 'Germny'], /^territories: We know no territory called "Germny"\. Did you mean "Germany"/],
    [['--from', 'soon'], /^from: "soon" is not a day of the calendar/],
    [['--output', 'a.csv'], /^--output wants a --format/],
    [['--json', '--format', 'csv'], /^Give either --json or --format/],
    [['--languages', 'fr'], /^--languages is about one film/],
    [['CODA', '--part', 'any'], /^--exclusive and --part are about the whole slate/],
    [['--part', 'some'], /^error: option '--part <part>' argument 'some' is invalid/],
    [['--format', 'pdf'], /^error: option '--format <format>' argument 'pdf' is invalid/],
    [['--as-of', '2999-01-01'], /^asOf: is in the future/],
  ])('refuse %j as wrong usage', async (args, sentence) => {
    const ended = await line.run('avails', ...args);
    expect([ended.exitCode, ended.out]).toEqual([EXIT.usage, '']);
    expect(ended.err).toMatch(sentence);
  });
});
