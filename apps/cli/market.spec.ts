import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
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
  const asked = [['buyers'], ['buyers', 'neon'], ['buyers', '--duplicates'], ['festivals']];
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
