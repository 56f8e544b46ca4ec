import { EXIT } from './exit-codes';
import type { CommandLine } from './testing/command-line';
import { FILMS, openCommandLine } from './testing/command-line';

let line: CommandLine;
beforeAll(async () => {
  line = await openCommandLine();
  await line.run('import', FILMS);
});
afterAll(() => line.end());

interface Explained {
  readonly events: readonly { readonly eventId: string }[];
}

it('explains sums and cells of a film, and from an event what it changed', async () => {
  const { out } = await line.run('explain', 'CODA', '--territories', 'Italy');
  expect(out).toContain('committed USD 25,000,000 or more. Headline totals of the deals that hold something.');
  expect(out).toMatch(/ {2}deal of Apple: USD 25,000,000 .*\(/);
  expect(out).toMatch(/Italy, all rights, from .+: committed to Eagle Pictures, by rule 2: a deal holds them/);
  const { events } = (await line.json('explain', 'K-Pops!')) as Explained;
  const deal = events[0]?.eventId ?? '';
  const effects = await line.run('explain', '--event', deal.toUpperCase());
  expect(effects.out).toContain('United States, all rights: available → committed to Aura Entertainment');
  expect(effects.out).toMatch(/What rests on it today: without it → with it\n {2}phase: /);
  expect(await line.json('explain', '--event', deal)).toMatchObject({ event: { eventId: deal }, recorded: {} });
});

it('explains a sum of the slate film by film', async () => {
  const films = (await line.json('explain', '--figure', 'committed')) as readonly {
    readonly parts: readonly unknown[];
  }[];
  expect(films.length).toBeGreaterThan(20);
  expect(films.every(({ parts }) => parts.length > 0)).toBe(true);
  expect((await line.run('explain', '--figure', 'reserved')).out).toBe('Nothing is reserved on any film.\n');
});

it.each([
  [[], EXIT.usage, /^Name one thing to explain/],
  [['--event', 'x'], EXIT.notFound, /^There is no event x\./],
  [['--event', 'x', '--as-of', '2024-01-01'], EXIT.usage, /^--event tells what it changed/],
  [['--figure', 'offered', '--media', 'SVOD'], EXIT.usage, /are about the cells of a film/],
])('answers explain %j with one sentence', async (args, exitCode, sentence) => {
  const ended = await line.run('explain', ...args);
  expect([ended.exitCode, ended.out]).toEqual([exitCode, '']);
  expect(ended.err).toMatch(sentence);
});
