import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT } from './exit-codes';
import type { CommandLine } from './testing/command-line';
import { FILMS, openCommandLine } from './testing/command-line';

interface Row {
  readonly eventId: string;
  readonly position: string;
  readonly type: string;
  readonly film: { readonly slug: string };
  readonly correlationId: string;
  readonly recordedAt: string;
  readonly lateDays: number;
}

let line: CommandLine;

beforeAll(async () => {
  line = await openCommandLine();
});
afterAll(() => line.end());

const log = async (...args: readonly string[]): Promise<readonly Row[]> =>
  (await line.json('log', ...args)) as readonly Row[];

it('says that nothing is recorded yet', async () => {
  expect(await log()).toEqual([]);
  expect((await line.run('log')).out).toMatch(/^Nothing is recorded yet\./);
  expect(await line.run('log', 'k-pops-2024')).toMatchObject({ exitCode: EXIT.notFound, out: '' });
  expect(await line.run('import', FILMS)).toMatchObject({ exitCode: EXIT.ok });
});

it('lists the newest first, so many as are asked for, and says that there are more', async () => {
  const all = await log('--limit', '100000');
  expect(all.length).toBeGreaterThan(200);
  expect(await log('--limit', '100000', '--ascending')).toEqual([...all].reverse());
  const some = await line.run('log', '--limit', '150', '--json');
  expect(JSON.parse(some.out)).toEqual(all.slice(0, 150));
  expect(some.err).toBe('These are the first 150: --limit takes more.\n');
  expect(await log()).toEqual(all.slice(0, 100));
  const whole = await line.run('log', 'k-pops-2024', '--json');
  expect([
    whole.err,
    (JSON.parse(whole.out) as readonly Row[]).every(({ film }) => film.slug === 'k-pops-2024'),
  ]).toEqual(['', true]);
});

it('asks by everything that an entry says', async () => {
  const [acquired] = await log('K-Pops!', '--type', 'filmacquired, LongFormExecuted', '--search', 'AURA entertainment');
  expect(acquired).toMatchObject({ type: 'FilmAcquired', film: { slug: 'k-pops-2024' }, about: null });
  const { eventId = '', lateDays = 0, correlationId = '', recordedAt = '' } = acquired ?? {};
  const only = async (...args: readonly string[]) =>
    (await log('k-pops-2024', '--type', 'FilmAcquired', ...args)).map((row) => row.eventId);
  const by = [
    '--user',
    'agent',
    '--role',
    'sales agent',
    '--source',
    'import',
    '--correlation',
    correlationId.toUpperCase(),
  ];
  const occurred = ['--occurred-from', '2025-06-16', '--occurred-to', '2025-06-16', '--late', String(lateDays - 1)];
  const recorded = ['--recorded-from', recordedAt, '--recorded-to', recordedAt];
  expect(await only(...by, ...occurred, ...recorded, '--about', eventId)).toEqual([eventId]);
  expect(await only('--late', String(lateDays))).toEqual([]);
  expect(await only('--retracted', '--corrected')).toEqual([]);
  expect(await line.run('log', '--search', 'nobody says this')).toEqual({
    exitCode: EXIT.ok,
    out: 'Nothing like that is recorded.\n',
    err: '',
  });
});

it('shows people when and by whom, how late, and the id', async () => {
  const { out } = await line.run('log', 'k-pops-2024', '--type', 'OvationReceived');
  expect(out).toMatch(/│ \d{4}-\d\d-\d\d \d\d:\d\d:\d\d │ 7 September 2024 │ K-Pops! │ Ecstatic standing ovation +│/);
  expect(out).toMatch(/│ agent, sales agent {2}│ \d+ days late +│/);
  expect(out).toMatch(/│ [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} +│\n└/);
  expect(out).toMatch(/\n1 event\.\n$/);
});

it.each([
  [['--type', 'FilmAquired'], EXIT.usage, /There are no events FilmAquired\. Did you mean FilmAcquired\?/],
  [['--role', 'producer'], EXIT.usage, /Allowed choices are sales agent/],
  [['--late', '-1'], EXIT.usage, /must be a whole number from 0/],
  [['--limit', '0'], EXIT.usage, /must be a whole number from 1 to 100000/],
  [['--occurred-from', '2024-02-30'], EXIT.usage, /must be a calendar date that exists/],
  [['--occurred-from', '2024-02-02', '--occurred-to', '2024-02-01'], EXIT.usage, /is before 2024-02-02/],
  [['--recorded-to', 'soon'], EXIT.usage, /must be a date that exists or a moment/],
  [['--correlation', 'abc'], EXIT.usage, /must be 32 hexadecimal digits/],
  [['--about', 'abc'], EXIT.notFound, /^There is no event abc\./],
  [['k-plops'], EXIT.notFound, /^There is no film "k-plops"\. Did you mean/],
])('says what is wrong with %j', async (args, exitCode, err) => {
  expect(await line.run('log', ...args)).toEqual({ exitCode, out: '', err: expect.stringMatching(err) as unknown });
});

it('answers the same where the views are lost', async () => {
  const before = await log('--search', 'standing');
  expect(before.length).toBeGreaterThan(5);
  const data = join(line.folder, 'data');
  for (const file of readdirSync(data)) if (file.startsWith('views')) rmSync(join(data, file));
  expect(await log('--search', 'standing')).toEqual(before);
});
