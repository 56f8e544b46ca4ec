import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestLog } from '#event-store/copy';
import { openSqliteEventStore } from '#event-store/sqlite';
import { EXIT } from './exit-codes';
import type { CommandLine, Ended } from './testing/command-line';
import { FILMS, openCommandLine } from './testing/command-line';

const TITLES = ['CODA', 'K-Pops!'];

let line: CommandLine;
/** Of everything. */
let exported: Ended;
/** Where exports are written. */
let out: (name: string) => string;

/** Several programs are started by each of them. */
const LONGEST_MS = 120_000;

/** Nothing is recorded in it by any test. */
beforeAll(async () => {
  line = await openCommandLine();
  mkdirSync(join(line.folder, 'out'));
  out = (name) => join(line.folder, 'out', name);
  const films = JSON.parse(readFileSync(FILMS, 'utf8')) as readonly { readonly title: string }[];
  writeFileSync(out('films.json'), JSON.stringify(films.filter(({ title }) => TITLES.includes(title))));
  await line.run('import', out('films.json'));
  exported = await line.run('export', '--format', 'jsonl', '--to', out('events.jsonl'));
}, LONGEST_MS);
afterAll(() => line.end());

/** Settings of another data folder beside this one. */
const elsewhere = (name: string) => ({ OVATION_DATA_DIR: join(line.folder, name) });

async function digestOf(dataDir: string) {
  const store = openSqliteEventStore({ file: join(dataDir, 'ovation.db'), readOnly: true });
  try {
    return await digestLog(store);
  } finally {
    await store.close();
  }
}

interface Line {
  readonly subject?: string;
  readonly time?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const linesIn = (text: string): readonly Line[] =>
  text
    .split('\n')
    .filter((one) => one !== '')
    .map((one) => JSON.parse(one) as Line);

describe('jsonl', () => {
  it(
    'is the same log again when it is imported, and adds nothing the second time',
    async () => {
      const file = out('events.jsonl');
      expect(exported).toMatchObject({ exitCode: EXIT.ok, out: '', err: `Written to ${file}.\n` });
      expect(readdirSync(join(line.folder, 'out')).filter((name) => name.includes('partial'))).toStrictEqual([]);

      const there = elsewhere('whole');
      const { events, digest } = await digestOf(join(line.folder, 'data'));
      const dryRun = await line.runWith(there, 'import', file, '--dry-run', '--json');
      expect(JSON.parse(dryRun.out)).toMatchObject({ imported: events, dryRun: true });
      expect(existsSync(join(there.OVATION_DATA_DIR, 'ovation.db'))).toBe(false);
      expect(await line.runWith(there, 'import', file)).toMatchObject({
        exitCode: EXIT.ok,
        out: expect.stringContaining(`${String(events)} events were imported.\nThe file is whole`) as string,
      });
      expect(await digestOf(there.OVATION_DATA_DIR)).toMatchObject({ events, digest });
      const again = await line.runWith(there, 'import', file, '--json');
      expect(JSON.parse(again.out)).toMatchObject({ imported: 0, alreadyThere: events });
    },
    LONGEST_MS,
  );

  it(
    'is refused when it was cut, by a sentence that names the line, and where something else is recorded',
    async () => {
      const text = readFileSync(out('events.jsonl'), 'utf8');
      const cut = out('cut.jsonl');
      writeFileSync(cut, text.slice(0, text.indexOf('\n') + 100));
      expect(await line.runWith(elsewhere('cut'), 'import', cut)).toMatchObject({
        exitCode: EXIT.failed,
        err: 'Line 2 breaks off: the file was cut there. Nothing was imported: get the file again.\n',
      });
      expect(await digestOf(elsewhere('cut').OVATION_DATA_DIR)).toMatchObject({ events: 0 });

      const named = out('of-another-name');
      writeFileSync(named, text);
      const other = elsewhere('other');
      const store = openSqliteEventStore({ file: join(other.OVATION_DATA_DIR, 'ovation.db') });
      await store.append('film-1', 'no-stream', [{ id: randomUUID(), type: 'NoteTaken', data: {}, metadata: {} }]);
      await store.close();
      expect(await line.runWith(other, 'import', named)).toMatchObject({
        exitCode: EXIT.failed,
        err: expect.stringMatching(/^The store holds another log than the file: line 1 has /m) as string,
      });
      expect(await digestOf(other.OVATION_DATA_DIR)).toMatchObject({ events: 1 });
      expect(await line.runWith(other, 'import', 'nowhere.jsonl')).toMatchObject({ exitCode: EXIT.notFound });
    },
    LONGEST_MS,
  );

  it(
    'of one film has that film, by its slug; also while the server runs',
    async () => {
      await line.serve();
      const file = out('coda.jsonl');
      await line.run('export', 'CODA', '--format', 'jsonl', '--to', file);
      const there = elsewhere('coda');
      expect(await line.runWith(there, 'import', file)).toMatchObject({ exitCode: EXIT.ok });
      const status = await line.runWith(there, 'status', 'coda-2021', '--as-of', '2021-02-01');
      expect(status).toMatchObject({ exitCode: EXIT.ok, out: expect.stringContaining('phase    acquired') as string });
      const lines = linesIn(readFileSync(file, 'utf8'));
      const categories = lines.slice(0, -1).map(({ subject }) => subject?.split('-')[0]);
      expect(new Set(categories)).toStrictEqual(new Set(['slug', 'film']));
      expect(lines.at(-1)?.data).toMatchObject({ knownAt: null, film: { slug: 'coda-2021' } });
    },
    LONGEST_MS,
  );

  it(
    'of a moment has exactly what was recorded by then',
    async () => {
      const all = linesIn(readFileSync(out('events.jsonl'), 'utf8')).slice(0, -1);
      const knownAt = all[Math.floor(all.length / 2)]?.time ?? '';
      const then = await line.run('export', '--format', 'jsonl', '--to', '-', '--known-at', knownAt);
      expect(linesIn(then.out).slice(0, -1)).toStrictEqual(all.filter(({ time }) => (time ?? '') <= knownAt));
      expect(await line.run('export', '--format', 'jsonl', '--as-of', '2021-01-01')).toMatchObject({
        exitCode: EXIT.usage,
        err: expect.stringContaining('jsonl holds what was recorded, whenever it happened') as string,
      });
      expect(await line.run('export', 'CODA', '--format', 'jsonl', '--known-at', '2021-01-01')).toMatchObject({
        exitCode: EXIT.notFound,
        err: 'Nothing was recorded of CODA by 2021-01-01T23:59:59.999Z. Ask for a later moment.\n',
      });
    },
    LONGEST_MS,
  );
});
