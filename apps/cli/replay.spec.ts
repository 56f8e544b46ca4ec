import { hash } from 'node:crypto';
import { join } from 'node:path';
import canonicalize from 'canonicalize';
import { EXIT } from './exit-codes';
import type { CommandLine } from './testing/command-line';
import { FILMS, openCommandLine } from './testing/command-line';

let line: CommandLine;
beforeAll(async () => {
  line = await openCommandLine();
  await line.run('import', FILMS);
});
afterAll(() => line.end());

type Step = Readonly<Record<'film' | 'entry' | 'before' | 'after', Readonly<Record<string, unknown>>>>;
const lines = (out: string): readonly string[] => out.trimEnd().split('\n');
const stepsOf = (out: string): readonly Step[] => lines(out).map((text) => JSON.parse(text) as Step);

it('gives the same bytes on any machine: whatever its time zone and language, and from a copy', async () => {
  const { out, err } = await line.run('replay', '--json');
  expect([err, lines(out).length]).toEqual(['', 238]);
  for (const text of lines(out)) expect(text).toBe(canonicalize(JSON.parse(text)));
  const digest = hash('sha256', out);
  const settings = { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', COLUMNS: '20' };
  const elsewhere = await line.runWith(settings, 'replay', '--json');
  expect(hash('sha256', elsewhere.out)).toBe(digest);
  const copy = join(line.folder, 'copy');
  await line.run('copy', '--from', `sqlite:${line.folder}/data/ovation.db`, '--to', `sqlite:${copy}/ovation.db`);
  const copied = await line.runWith({ OVATION_DATA_DIR: copy }, 'replay', '--json');
  expect(hash('sha256', copied.out)).toBe(digest);
}, 240_000);

it('replays one film as the whole slate does, and in parts', async () => {
  const { out } = await line.run('replay', '--json');
  const ofFilm = lines(out).filter((text) => (JSON.parse(text) as Step).film['slug'] === 'coda-2021');
  expect(lines((await line.run('replay', 'CODA', '--json', '--step')).out)).toEqual(ofFilm);
  const asOf = stepsOf((await line.run('replay', 'CODA', '--as-of', '2021-01-29', '--json')).out);
  const before = (await line.json('explain', 'CODA', '--as-of', '2021-01-29')) as { readonly phase: string };
  expect(asOf.at(-1)?.after['phase']).toBe(before.phase);
  expect(asOf.length).toBeLessThan(ofFilm.length);
}, 240_000);

it('tells people what changed, by which rule and on whose word', async () => {
  const { out } = await line.run('replay', 'K-Pops!');
  expect(out).toContain('6  week of 16 June 2025  Aura Entertainment acquires the film for US');
  expect(out).toContain('    United States, all rights: available → committed to Aura Entertainment\n');
  expect(out).toContain('    partly acquired, by rule 4: something under the mandate is committed or licensed');
  expect(out).toMatch(/ {4}recorded \d.+ UTC by agent \(sales agent\), on the word of https:\/\/cinemadailyus\.com/);
});

it.each([
  [['replay', 'nowhere'], EXIT.notFound, /^There is no film "nowhere"/],
  [['replay', 'CODA', '--as-of', '9999-01-01'], EXIT.usage, /is in the future/],
  [['replay', '--speed', 'fast'], EXIT.usage, /Write 5 for five steps each second/],
])('answers %j with one sentence', async (args, exitCode, sentence) => {
  const ended = await line.run(...args);
  expect([ended.exitCode, ended.out]).toEqual([exitCode, '']);
  expect(ended.err).toMatch(sentence);
});
