import { viewsOf } from '#acquisition/views';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { PHASES } from '#acquisition/domain';
import { EXIT } from './exit-codes';
import type { CommandLine } from './testing/command-line';
import { FILMS, PROGRAM, openCommandLine, runNode } from './testing/command-line';

let line: CommandLine;
const dataDir = () => join(line.folder, 'data');

/** One sentence or two, and no trace of the program's insides. */
const oneSentence = /^(?!.*\n.*\n)(?!.*\bat .*:\d+:\d+).+[.)]\n$/s;

describe('before anything is recorded', () => {
  beforeAll(async () => {
    line = await openCommandLine();
  });
  afterAll(() => line.end());

  it('says that the slate is empty', async () => {
    expect(await line.run('status')).toEqual({
      exitCode: EXIT.ok,
      out: 'Nothing is recorded yet. Import a chronicle with `ovation import FILE`, or start the server with `ovation serve`.\n',
      err: '',
    });
    expect(await line.json('status')).toEqual([]);
    expect(await line.json('deadlines')).toEqual([]);
    expect(await line.json('views', 'list')).toEqual([]);
    expect(await line.json('dead-letters', 'list')).toEqual([]);
  });

  it.each([
    [['status', 'K-Pops!'], EXIT.notFound, /^Nothing is recorded yet\./],
    [['history', 'K-Pops!'], EXIT.notFound, /^Nothing is recorded yet\./],
    [['explain', 'K-Pops!'], EXIT.notFound, /^Nothing is recorded yet\./],
    [['views', 'rebuild', 'nope'], EXIT.notFound, /^There is no view nope\. The views are: /],
    [['dead-letters', 'retry', 'x'], EXIT.notFound, /^There is no dead letter x/],
    [['import', 'nowhere.json'], EXIT.notFound, /^nowhere\.json cannot be read/],
  ])('answers %j with one sentence', async (args, exitCode, sentence) => {
    const ended = await line.runAlone(...args);
    expect([ended.exitCode, ended.out]).toEqual([exitCode, '']);
    expect(ended.err).toMatch(sentence);
    expect(ended.err).toMatch(oneSentence);
  });

  it('tries an import without making anything', async () => {
    const report = await line.json('import', FILMS, '--dry-run');
    expect(report).toMatchObject({ dryRun: true, counts: { films: { recorded: 33 }, events: 238 } });
    expect(existsSync(dataDir())).toBe(false);
  });

  it.each([
    ['{"title": ', EXIT.failed, /The chronicle is not JSON: look at line 1, column 11\./],
    [
      '[{"title": "K-Pops!"}]',
      EXIT.failed,
      /Stopped: K-Pops!, field year: expected a year from 1888 to 2200, found nothing\./,
    ],
  ])('says where a broken chronicle is broken: %s', async (text, exitCode, sentence) => {
    const file = join(line.folder, 'broken.json');
    writeFileSync(file, text);
    const ended = await line.run('import', file, '--json', '--dry-run');
    expect(ended.exitCode).toBe(exitCode);
    expect(ended.err).toMatch(sentence);
    expect(JSON.parse(ended.out)).toMatchObject({ films: [], counts: { events: 0 } });
  });

  it.each([[['frobnicate']], [['status', '--frobnicate']], [['import']], [['status', 'a', 'b']], [[]]])(
    'explains wrong usage: %j',
    async (args) => {
      const ended = await line.runAlone(...args);
      expect([ended.exitCode, ended.out]).toEqual([EXIT.usage, '']);
      expect(ended.err).toContain('Usage: ovation');
    },
  );

  it('names every setting that is wrong', async () => {
    const ended = await line.runWith({ PORT: 'eighty' }, 'status');
    expect([ended.exitCode, ended.out]).toEqual([EXIT.environment, '']);
    expect(ended.err).toMatch(/PORT is "eighty", expected a whole number/);
  });

  it('never shows its insides, whatever is typed', async () => {
    const word = fc.oneof(
      fc.constantFrom(
        'status',
        'history',
        'explain',
        'views',
        'list',
        'rebuild',
        '--json',
        '--as-of',
        '2024',
        '--',
        '-',
      ),
      fc.string({ maxLength: 12 }).filter((text) => !text.includes('\0')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 4 }), async (args) => {
        const ended = await line.run(...args);
        expect(Object.values(EXIT)).toContain(ended.exitCode);
        expect(ended.err).not.toMatch(/\n\s+at |node:internal|undefined/);
      }),
      { numRuns: 12 },
    );
  });
});

it('lists what is coming and overdue, on all films or on one', async () => {
  type Rows = readonly { readonly kind: string; readonly isOverdue: boolean }[];
  const mine = await openCommandLine();
  try {
    const recently = new Date(Date.now() - 100 * 86_400_000).toISOString().slice(0, 10);
    const acquired = {
      date: recently,
      type: 'acquired',
      buyer: 'Aura Entertainment',
      territories: ['US'],
      source: 'Variety',
    };
    const file = join(mine.folder, 'recent.json');
    const film = { title: 'Recent', year: 2026, directors: ['Nobody'], events: [acquired] };
    writeFileSync(file, JSON.stringify([film]));
    expect(await mine.run('import', file)).toMatchObject({ exitCode: EXIT.ok });
    const ofFilm = (await mine.json('deadlines', 'Recent')) as Rows;
    expect(ofFilm).toMatchObject([{ kind: 'long form due', isOverdue: true, buyer: 'Aura Entertainment' }]);
    expect(await mine.json('deadlines', '--kind', 'long form due,release', '--overdue')).toEqual(ofFilm);
    const { out } = await mine.run('deadlines', '--buyer', 'aura entertainment');
    expect(out).toMatch(/│ Recent │ long form due │ The long form with Aura Entertainment/);
    expect(out).toContain('1 deadline, 1 overdue.');
  } finally {
    await mine.end();
  }
});

describe('with 33 films', () => {
  beforeAll(async () => {
    line = await openCommandLine();
    const report = join(line.folder, 'report.json');
    const ended = await line.run('import', FILMS, '--report', report);
    expect([ended.exitCode, ended.err]).toEqual([EXIT.ok, '']);
    expect(ended.out).toMatch(/films: 33 recorded\nrows: 180 recorded, 6 kept as note\n238 events recorded\n$/);
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ file: 'films.json', counts: { events: 238 } });
  });
  afterAll(() => line.end());

  it('says that a second import adds nothing', async () => {
    const ended = await line.run('import', FILMS);
    expect(ended).toEqual({
      exitCode: EXIT.ok,
      out: 'films: 33 already recorded\nrows: 186 already recorded\n0 events recorded\n',
      err: '',
    });
  });

  it('lists every film once, with where it stands', async () => {
    const films = (await line.json('status')) as readonly Record<string, unknown>[];
    expect(films).toHaveLength(33);
    expect(new Set(films.map(({ slug }) => slug)).size).toBe(33);
    for (const { title, phase, share } of films) {
      expect(PHASES).toContain(phase);
      expect([typeof title, typeof share]).toEqual(['string', 'number']);
    }
    const { out } = await line.run('status');
    expect(out).toMatch(/│ The Substance +│ 2024 │ released +│.*│ 9 to 13 min /);
    expect(out).toMatch(/33 films\./);
  });

  it.each(['k-pops-2024', 'K-Pops!', 'k pops', 'K-POPS! 2024', 'K-Pops! (2024)'])(
    'finds a film by "%s"',
    async (name) => {
      expect(await line.json('status', name)).toMatchObject({
        title: 'K-Pops!',
        slug: 'k-pops-2024',
        phase: 'released',
        phaseReason: { rule: 2 },
        deals: [{ buyer: 'Aura Entertainment' }],
        offers: [],
        matrix: [{ status: 'committed' }, { status: 'available' }],
        revision: '9',
      });
    },
  );

  it('proposes names for a film that is not there', async () => {
    expect(await line.run('status', 'Edem')).toEqual({
      exitCode: EXIT.notFound,
      out: '',
      err: expect.stringMatching(/^There is no film "Edem"\. Did you mean .*Eden/) as string,
    });
  });

  it('tells the film as of any day', async () => {
    const phaseAsOf = async (day: string) =>
      ((await line.json('status', 'K-Pops!', '--as-of', day)) as { readonly phase: string }).phase;
    expect(await phaseAsOf('2024-07-23')).toBe('selected');
    expect(await phaseAsOf('2025-06-15')).toBe('awaiting acquisition');
    expect(await phaseAsOf('2025-06-16')).toBe('partly acquired');
    expect(await line.json('status', '--known-at', '2020-01-01')).toEqual([]);
    expect(await line.run('status', '--as-of', 'yesterday')).toMatchObject({ exitCode: EXIT.usage, out: '' });
  });

  it('shows rights, money and mandate of a film to people', async () => {
    const { out } = await line.run('status', 'palm springs');
    expect(out).toContain('Palm Springs (2020), Max Barbakow');
    expect(out).toMatch(/USD 22,000,000/);
    expect(out).toContain('none recorded: taken to be worldwide, all rights');
    expect(out).not.toContain('\u001b');
  });

  it('marks what was corrected, and says on whose word each entry stands', async () => {
    const { out } = await line.run('history', 'palm-springs-2020');
    expect(out).toMatch(/27 January 2020 +│ Neon and Hulu acquires the film/);
    expect(out).toContain('[corrected');
    const entries = (await line.json('history', 'palm-springs-2020')) as readonly object[];
    expect(entries).toHaveLength(10);
  });

  it('waits for no papers of what is history', async () => {
    expect(await line.json('deadlines', 'K-Pops!')).toEqual([]);
    expect(await line.json('deadlines', '--until', '1999-12-31')).toEqual([]);
    expect(await line.run('deadlines', '--kind', 'birthday')).toMatchObject({ exitCode: EXIT.usage, out: '' });
    expect(await line.run('deadlines', '--until', 'soon')).toMatchObject({ exitCode: EXIT.usage, out: '' });
    expect(await line.run('deadlines', '--buyer', 'Nobody')).toMatchObject({ exitCode: EXIT.notFound, out: '' });
  });

  it('ends quietly when nobody listens any more', async () => {
    expect(await line.runUnheard('history', 'coda-2021', '--json')).toEqual({ exitCode: EXIT.ok, out: '', err: '' });
  });

  it('explains a phase by its rule and events', async () => {
    expect(await line.json('explain', 'The Room Next Door')).toMatchObject({
      phase: 'awaiting acquisition',
      rule: 8,
      events: [{ type: 'FilmScreened' }],
    });
  });

  it('answers the same from the events when the views are lost, and makes them anew', async () => {
    const before = await line.json('status');
    const dossier = await line.json('status', 'CODA');
    const deadlines = await line.json('deadlines');
    for (const file of ['views.db', 'views.db-wal', 'views.db-shm']) rmSync(join(dataDir(), file), { force: true });
    expect(await line.json('status')).toEqual(before);
    expect(await line.json('status', 'CODA')).toEqual(dossier);
    expect(await line.json('deadlines')).toEqual(deadlines);
    expect(await line.run('views', 'list')).toMatchObject({ exitCode: EXIT.ok, err: '' });
    expect(await line.run('views', 'rebuild')).toMatchObject({ exitCode: EXIT.ok });
    expect(await line.json('views', 'list')).toMatchObject(
      viewsOf({ readStream: () => (async function* () {})() })
        .map(({ name }) => name)
        .sort()
        .map((view) => ({
          view,
          status: 'live',
          isCurrent: true,
          deadLetters: 0,
        })),
    );
    expect(await line.json('status')).toEqual(before);
  });
});

describe('moving house', () => {
  beforeAll(async () => {
    line = await openCommandLine();
    await line.run('import', FILMS);
  });
  afterAll(() => line.end());

  const from = () => `sqlite:${join(dataDir(), 'ovation.db')}`;
  const to = () => `sqlite:${join(line.folder, 'elsewhere', 'ovation.db')}`;

  it('copies every event, says what it copied, and what both stores hold', async () => {
    const first = await line.run('copy', '--from', from(), '--to', to());
    const sentence = /^271 events copied\.\nBoth stores hold the same 271 events, SHA-256 [0-9a-f]{64}\.\n$/;
    expect([first.exitCode, first.err]).toEqual([EXIT.ok, '']);
    expect(first.out).toMatch(sentence);
    expect(await line.json('copy', '--from', from(), '--to', to())).toMatchObject({
      copied: 0,
      resumed: true,
      events: 271,
    });
    const elsewhere = { EVENT_STORE_URL: to() };
    expect((await line.runWith(elsewhere, 'history', 'K-Pops!')).out).toBe((await line.run('history', 'K-Pops!')).out);
  });

  it('says what keeps it from copying', async () => {
    const ends = async (...args: string[]) => {
      const { exitCode, err } = await line.run('copy', ...args);
      return [exitCode, err.split('\n')[0]];
    };
    const missing = `sqlite:${line.folder}/nowhere.db`;
    expect(await ends('--from', missing, '--to', to())).toEqual([
      EXIT.notFound,
      `There is no event log at ${missing}: check --from.`,
    ]);
    expect(await ends('--from', from(), '--to', './copy.db')).toEqual([
      EXIT.environment,
      './copy.db names no event store: write sqlite:<file> or kurrentdb://<host>:2113.',
    ]);
    expect(await ends('--from', from())).toEqual([EXIT.usage, "error: required option '--to <url>' not specified"]);
    await line.runWith({ OVATION_DATA_DIR: join(line.folder, 'other') }, 'import', FILMS);
    const [exitCode, sentence] = await ends('--from', from(), '--to', `sqlite:${line.folder}/other/ovation.db`);
    expect([exitCode, sentence]).toEqual([
      EXIT.environment,
      expect.stringMatching(
        /^The store to copy to holds what is not in the one to copy from: .+ Copy into an empty store/,
      ),
    ]);
  });
});

describe('while the server runs', () => {
  beforeAll(async () => {
    line = await openCommandLine();
    await line.run('import', FILMS);
    await line.serve();
  });
  afterAll(() => line.end());

  it('reads what the server records', async () => {
    const answer = await fetch(`http://127.0.0.1:${String(line.port)}/api/films`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ title: 'Sentinel', year: 2025, directors: ['A. Director'] }),
    });
    expect(answer.status).toBe(201);
    expect(await line.json('status')).toHaveLength(34);
    expect(await line.json('status', 'Sentinel')).toMatchObject({ phase: 'registered' });
  });

  it('does not import, and says what to do; a dry run works', async () => {
    const ended = await line.run('import', FILMS);
    expect([ended.exitCode, ended.out]).toEqual([EXIT.environment, '']);
    expect(ended.err).toMatch(/is in use by the server at http:\/\/127\.0\.0\.1:\d+ \(process \d+\): stop it, import,/);
    expect(await line.json('import', FILMS, '--dry-run')).toMatchObject({
      counts: { films: { 'already recorded': 33 } },
    });
  });

  it('asks the server to rebuild a view, and to retry a dead letter', async () => {
    expect(await line.run('views', 'rebuild', 'slate')).toMatchObject({
      exitCode: EXIT.ok,
      out: 'slate is rebuilt.\n',
    });
    expect(await line.run('dead-letters', 'retry', 'none')).toMatchObject({ exitCode: EXIT.notFound, out: '' });
  });

  it('does not start a second server', async () => {
    const ended = await line.run('serve');
    expect(ended.exitCode).toBe(EXIT.environment);
    expect(ended.err).toMatch(oneSentence);
  });

  it('stops it gracefully', async () => {
    expect(await line.stop()).toBe(0);
    expect(await line.json('status')).toHaveLength(34);
  });

  it('takes the views that are there for those of their log, and of no other', async () => {
    const chronicle = JSON.parse(readFileSync(FILMS, 'utf8')) as readonly unknown[];
    const file = join(line.folder, 'one-film.json');
    writeFileSync(file, JSON.stringify(chronicle.slice(0, 1)));
    const another = { EVENT_STORE_URL: `sqlite:${join(line.folder, 'another.db')}` };
    const elsewhere = { ...another, OVATION_DATA_DIR: join(line.folder, 'another') };
    expect((await line.runWith(elsewhere, 'import', file)).exitCode).toBe(EXIT.ok);
    expect(JSON.parse((await line.runWith(another, 'status', '--json')).out)).toHaveLength(1);
    expect(await line.json('status')).toHaveLength(34);
  });
});

describe('when something is in the way', () => {
  beforeEach(async () => {
    line = await openCommandLine();
  });
  afterEach(() => line.end());

  it('names the port that is taken', async () => {
    const other = createServer().listen(line.port, '127.0.0.1');
    await once(other, 'listening');
    const ended = await line.runWith({ LOG_LEVEL: 'silent' }, 'serve');
    other.close();
    expect(ended).toMatchObject({ exitCode: EXIT.environment, out: '' });
    expect(ended.err).toMatch(new RegExp(`Port ${String(line.port)} .*taken`));
  });

  it.each(['status', 'views list', 'import'])('tells a damaged log in one sentence: %s', async (verb) => {
    const file = join(line.folder, 'ovation.db');
    writeFileSync(file, 'this is no log, and never was one; '.repeat(100));
    const args = verb === 'import' ? ['import', FILMS] : verb.split(' ');
    const ended = await line.runWith({ OVATION_DATA_DIR: line.folder }, ...args);
    expect([ended.exitCode, ended.out]).toEqual([EXIT.environment, '']);
    expect(ended.err).toMatch(oneSentence);
    expect(ended.err).toMatch(/damaged/);
  });

  it('tells an old Node what to do', async () => {
    const pretend = "Object.defineProperty(process, 'versions', { value: { node: '20.20.2' } })";
    const ended = await runNode('-e', `${pretend}; import(${JSON.stringify(PROGRAM)})`);
    expect(ended).toEqual({
      exitCode: EXIT.environment,
      out: '',
      err:
        'Ovation needs Node 24 or later; this is 20.20.2. ' +
        'Run it as `npx ovation` in its folder: `npm ci` has brought the right one along.\n',
    });
  });

  it('tells that the data folder cannot be made', async () => {
    const ended = await line.runWith({ OVATION_DATA_DIR: '/proc/x' }, 'import', FILMS);
    expect(ended.exitCode).toBe(EXIT.environment);
    expect(ended.err).toMatch(oneSentence);
  });

  it('tells that the data folder is a file', async () => {
    const file = join(line.folder, 'a-file');
    writeFileSync(file, '');
    const ended = await line.runWith({ OVATION_DATA_DIR: file }, 'import', FILMS);
    expect([ended.exitCode, ended.out]).toEqual([EXIT.environment, '']);
    expect(ended.err).toMatch(oneSentence);
  });
});
