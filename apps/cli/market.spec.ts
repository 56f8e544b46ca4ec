import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FestivalHistory } from '#acquisition/views';
import { EXIT } from './exit-codes';
import type { CommandLine } from './testing/command-line';
import { FILMS, openCommandLine } from './testing/command-line';

let line: CommandLine;

beforeAll(async () => {
  line = await openCommandLine();
  expect(await line.run('import', FILMS)).toMatchObject({ exitCode: EXIT.ok, err: '' });
});
afterAll(() => line.end());

const dropViews = (): void => {
  const data = join(line.folder, 'data');
  for (const file of readdirSync(data)) if (file.startsWith('views')) rmSync(join(data, file));
};

it('compares the offers of a film, dead ones when asked', async () => {
  const compared = await line.json('compare', 'palm springs', '--all');
  expect(compared).toMatchObject({ film: { slug: 'palm-springs-2020' }, offers: expect.any(Array) as unknown });
  const { out } = await line.run('compare', 'Palm Springs');
  expect(out).toBe('Palm Springs has no offer that waits for an answer.\n');
  expect(await line.run('compare', 'Plam Springs')).toMatchObject({ exitCode: EXIT.notFound, out: '' });
});

it('lists buyers, and shows one', async () => {
  const buyers = (await line.json('buyers')) as readonly { readonly name: string; readonly deals: number }[];
  expect(buyers.length).toBeGreaterThan(20);
  const byDeals = (await line.json('buyers', '--sort', 'deals')) as typeof buyers;
  expect(byDeals.map(({ deals }) => deals)).toEqual(buyers.map(({ deals }) => deals).sort((a, b) => b - a));
  const { out } = await line.run('buyers', 'aura entertainment');
  expect(out).toMatch(/^Aura Entertainment\n/);
  expect(out).toMatch(/│ 2025-06-16 │ deal │ K-Pops! +│/);
  const misspelled = await line.run('buyers', 'Aura Entertainmant');
  expect([misspelled.exitCode, misspelled.out]).toEqual([EXIT.notFound, '']);
  expect(misspelled.err).toMatch(/^No buyer called "Aura Entertainmant" .* Did you mean "Aura Entertainment"/);
  expect(await line.run('buyers', '--sort', 'charm')).toMatchObject({ exitCode: EXIT.usage, out: '' });
});

it('answers the same where the views are lost', async () => {
  const then = ['--as-of', '2024-12-31', '--known-at', new Date().toISOString()];
  const asked = [
    ['buyers'],
    ['buyers', '--duplicates'],
    ['buyers', 'neon', ...then],
    ['festivals', ...then],
    ['deadlines', ...then],
  ];
  const ask = () => Promise.all(asked.map((args) => line.json(...args)));
  const before = await ask();
  dropViews();
  expect(await ask()).toEqual(before);
});

it('shows festivals, and the films of one edition', async () => {
  const { out } = await line.run('festivals', 'toronto international film festival', '--year', '2024');
  expect(out).toMatch(/^Toronto International Film Festival\n/);
  expect(out).toMatch(/│ 2024 +│ K-Pops! +│ 2024-09-07 /);
  const festivals = (await line.json('festivals', '--search', 'venice')) as readonly object[];
  expect(festivals).toMatchObject([{ name: 'Venice International Film Festival' }]);
  expect(await line.run('festivals', 'x', '--year', 'soon')).toMatchObject({ exitCode: EXIT.usage, out: '' });
});

it('shows a buyer as of a day, and says which', async () => {
  const unknown = await line.run('buyers', 'Aura Entertainment', '--as-of', '2025-06-15');
  expect([unknown.exitCode, unknown.out]).toEqual([EXIT.notFound, '']);
  expect(unknown.err).toMatch(/^No buyer called "Aura Entertainment" .* That is as of 2025-06-15, /);
  const known = await line.run('buyers', 'Aura Entertainment', '--as-of', '2025-06-16');
  expect(known.out).toMatch(/^As of 2025-06-16:\nAura Entertainment\n/);
  // All of it was imported today.
  expect(await line.json('buyers', '--known-at', '2025-06-16')).toEqual([]);
});

it('shows what had become of the films of a festival by a day', async () => {
  const festival = ['festivals', 'Toronto International Film Festival', '--year', '2024'];
  const shown = (await line.json(...festival, '--as-of', '2025-06-01')) as FestivalHistory;
  expect(shown.moment?.asOf).toBe('2025-06-01');
  const kPops = shown.items.find(({ film }) => film.slug === 'k-pops-2024');
  expect(kPops).toMatchObject({ outcome: { phase: 'awaiting acquisition', buyers: [] }, daysToFirstDeal: null });
  expect(await line.run(...festival, '--as-of', '2024-01-01')).toMatchObject({ exitCode: EXIT.notFound, out: '' });
});

it('lists what was coming on a day', async () => {
  const release = ['deadlines', 'K-Pops!', '--kind', 'release', '--as-of'];
  expect(await line.json(...release, '2026-02-01')).toMatchObject([{ dueAt: '2026-02-27', isOverdue: false }]);
  const { out } = await line.run('deadlines', '--as-of', '2010-01-01', '--known-at', '2026-01-01');
  expect(out).toBe('As of 2010-01-01, as known at 2026-01-01:\nNothing is coming, and nothing is overdue.\n');
  const refused = await line.run('deadlines', '--as-of', 'yesterday');
  expect([refused.exitCode, refused.out]).toEqual([EXIT.usage, '']);
  expect(refused.err).toMatch(/^asOf: must be a date/);
});

it('imports rates once, and compares by them', async () => {
  const file = join(line.folder, 'eurofxref.csv');
  writeFileSync(file, 'Date, USD, EEK, \n06 September 2024, 1.1103, N/A, \n05 September 2024, 1.1097, N/A, \n');
  expect(await line.run('rates', 'import', file)).toEqual({
    exitCode: EXIT.ok,
    out: '2 sets of rates recorded, 0 recorded before.\n',
    err: 'Left out, for they are no currencies any more: EEK.\n',
  });
  expect(await line.json('rates', 'import', file)).toEqual({ recorded: 0, repeated: 2, leftOut: ['EEK'] });
  expect(await line.json('rates')).toMatchObject([{ ratesOn: '2024-09-06' }, { ratesOn: '2024-09-05' }]);
  const { out } = await line.run('rates', '--day', '2024-09-06');
  expect(out).toMatch(/│ 2024-09-06 │ European Central Bank │ EUR │ USD 1\.1103 │/);
  expect(await line.run('rates', '--day', '2024-09-07')).toMatchObject({
    exitCode: EXIT.notFound,
    err: 'There are no rates of 2024-09-07. The nearest days that have some: 2024-09-06.\n',
  });
  const compared = await line.json('compare', 'coda-2021', '--all', '--currency', 'EUR', '--rates-on', '2024-09-06');
  expect(compared).toMatchObject({ reporting: { currency: 'EUR', publishedBy: 'European Central Bank' } });
});

it.each([
  [['rates', 'import', 'nowhere.csv'], EXIT.notFound, /^nowhere\.csv cannot be read \(ENOENT\)/],
  [['rates', 'import', FILMS], EXIT.failed, /^Set 1: expected ratesOn|^Set 1: expected no field/],
  [['rates', 'import'], EXIT.usage, /Usage: ovation/],
  [['compare', 'coda-2021', '--currency', 'USD'], EXIT.usage, /^ratesOn: is missing/],
])('answers %j with a sentence', async (args, exitCode, sentence) => {
  const ended = await line.run(...args);
  expect([ended.exitCode, ended.out]).toEqual([exitCode, '']);
  expect(ended.err).toMatch(sentence);
});
