import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestLog } from '#event-store/copy';
import { openSqliteEventStore } from '#event-store/sqlite';
import { EXIT } from './exit-codes';
import type { CommandLine } from './testing/command-line';
import { FILMS, openCommandLine } from './testing/command-line';

const TITLES = ['CODA', 'K-Pops!'];

let line: CommandLine;
/** Where exports are written. */
let out: (name: string) => string;

/** Nothing is recorded in it by any test. */
beforeAll(async () => {
  line = await openCommandLine();
  mkdirSync(join(line.folder, 'out'));
  out = (name) => join(line.folder, 'out', name);
  const films = JSON.parse(readFileSync(FILMS, 'utf8')) as readonly { readonly title: string }[];
  writeFileSync(out('films.json'), JSON.stringify(films.filter(({ title }) => TITLES.includes(title))));
  await line.run('import', out('films.json'));
});
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
  it('is the same log again when it is imported, and goes on where there is a part of it', async () => {
    const file = out('events.jsonl');
    const exported = await line.run('export', '--format', 'jsonl', '--to', file);
    expect(exported).toMatchObject({ exitCode: EXIT.ok, out: '', err: `Written to ${file}.\n` });
    expect(readdirSync(join(line.folder, 'out')).sort()).toStrictEqual(['events.jsonl', 'films.json']);

    const there = elsewhere('whole');
    const { events, digest } = await digestOf(join(line.folder, 'data'));
    const dryRun = await line.runWith(there, 'import', file, '--dry-run', '--json');
    expect(JSON.parse(dryRun.out)).toMatchObject({ imported: events, dryRun: true });
    expect(existsSync(join(there.OVATION_DATA_DIR, 'ovation.db'))).toBe(false);
    const imported = await line.runWith(there, 'import', file);
    expect(imported).toMatchObject({
      exitCode: EXIT.ok,
      out: expect.stringContaining(`${String(events)} events were imported.\nThe file is whole`) as string,
    });
    expect(await digestOf(there.OVATION_DATA_DIR)).toMatchObject({ events, digest });
    const [here, also] = [await line.run('status', '--json'), await line.runWith(there, 'status', '--json')];
    expect(also.out).toBe(here.out);

    const again = await line.runWith(there, 'import', file, '--json');
    expect(JSON.parse(again.out)).toMatchObject({ imported: 0, alreadyThere: events });
  });

  it('is refused when it was cut, by a sentence that names the line, and where something else is recorded', async () => {
    const { out: text } = await line.run('export', '--format', 'jsonl', '--to', '-');
    const cut = out('cut.jsonl');
    writeFileSync(cut, text.slice(0, text.indexOf('\n') + 100));
    expect(await line.runWith(elsewhere('cut'), 'import', cut)).toMatchObject({
      exitCode: EXIT.failed,
      err: 'Line 2 breaks off: the file was cut there. Nothing was imported: get the file again.\n',
    });
    const whole = out('of-other-name');
    writeFileSync(whole, text);
    const other = elsewhere('other');
    await line.runWith(other, 'import', out('films.json'));
    const before = await digestOf(other.OVATION_DATA_DIR);
    expect(await line.runWith(other, 'import', whole)).toMatchObject({
      exitCode: EXIT.failed,
      err: expect.stringMatching(/^The store holds another log than the file: line 1 has /) as string,
    });
    expect(await digestOf(other.OVATION_DATA_DIR)).toStrictEqual(before);
    expect(await line.runWith(other, 'import', 'nowhere.jsonl')).toMatchObject({ exitCode: EXIT.notFound });
  });

  it('of one film has that film, by its slug, with every id; also while the server runs', async () => {
    await line.serve();
    const file = out('coda.jsonl');
    await line.run('export', 'CODA', '--format', 'jsonl', '--to', file);
    const there = elsewhere('coda');
    expect(await line.runWith(there, 'import', file)).toMatchObject({ exitCode: EXIT.ok });
    const [here, also] = [
      await line.run('status', 'coda-2021', '--json', '--as-of', '2021-02-01'),
      await line.runWith(there, 'status', 'coda-2021', '--json', '--as-of', '2021-02-01'),
    ];
    expect(also).toStrictEqual(here);
    expect(here.exitCode).toBe(EXIT.ok);
    const lines = linesIn(readFileSync(file, 'utf8'));
    expect(new Set(lines.slice(0, -1).map(({ subject }) => subject?.split('-')[0]))).toStrictEqual(
      new Set(['slug', 'film']),
    );
    expect(lines.at(-1)?.data).toMatchObject({ knownAt: null, film: { slug: 'coda-2021' } });
  });

  it('of a moment has exactly what was recorded by then', async () => {
    const all = linesIn((await line.run('export', '--format', 'jsonl', '--to', '-')).out).slice(0, -1);
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
  });
});
