import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const ROOT = join(__dirname, '../..');
const OVATION = join(ROOT, 'bin/ovation.mjs');
const FILMS = join(ROOT, 'data/films.json');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ovation-cli-'));
});
afterEach(() => {
  chmodSync(folder, 0o755);
  rmSync(folder, { recursive: true });
});

const environment = (more: Record<string, string> = {}) => ({
  PATH: process.env['PATH'] ?? '',
  OVATION_DATA_DIR: join(folder, 'data'),
  NO_COLOR: '1',
  COLUMNS: '160',
  ...more,
});

function ovation(args: readonly string[], more: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [OVATION, ...args], {
    env: environment(more),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, stdout, stderr };
}

const json = (args: readonly string[]): unknown => JSON.parse(ovation([...args, '--json']).stdout);
const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const noTrace = (text: string) => expect(text).not.toMatch(/^\s+at /m);

describe('before anything is recorded', () => {
  it('shows an empty slate, and says how to begin', () => {
    expect(json(['status'])).toEqual([]);
    expect(ovation(['status'])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('ovation import FILE') as string,
    });
    expect(ovation(['views', 'list']).status).toBe(0);
    expect(json(['dead-letters', 'list'])).toEqual([]);
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });
});

describe('with the films of data/', () => {
  it('imports them once, and shows them', () => {
    const dry = JSON.parse(ovation(['import', FILMS, '--dry-run', '--json']).stdout) as { counts: { events: number } };
    expect(json(['status'])).toEqual([]);
    const first = ovation(['import', FILMS, '--report', join(folder, 'report.json')]);
    expect(first).toMatchObject({ status: 0, stdout: expect.stringContaining('films: 33 recorded') as string });
    expect(first.stdout).toContain(`${String(dry.counts.events)} events recorded`);
    expect(ovation(['import', FILMS]).stdout).toContain('0 events recorded');

    const slate = json(['status']) as { title: string; slug: string; phase: string; share: number }[];
    expect(slate).toHaveLength(33);
    expect(slate.find(({ slug }) => slug === 'k-pops-2024')).toMatchObject({ title: 'K-Pops!', phase: 'released' });

    const film = json(['status', 'K-Pops!']) as Record<string, unknown>;
    expect(Object.keys(film)).toEqual(
      expect.arrayContaining([
        'title',
        'slug',
        'phase',
        'phaseReason',
        'share',
        'deals',
        'offers',
        'matrix',
        'revision',
      ]),
    );
    expect(film['phaseReason']).toMatchObject({ rule: 2, eventIds: expect.any(Array) as string[] });
    for (const name of ['k-pops-2024', 'K-Pops! 2024', 'k pops', film['filmId'] as string]) {
      expect(json(['status', name])).toEqual(film);
    }
    expect(json(['status', 'K-Pops!', '--as-of', '2024-12-31'])).toMatchObject({ phase: 'awaiting acquisition' });
    expect(json(['status', '--known-at', '2024-01-01T00:00:00Z'])).toEqual([]);

    expect(ovation(['history', 'The Brutalist']).stdout).toContain('A24 acquires the film for US, all rights');
    expect(ovation(['explain', 'CODA']).stdout).toContain('rule 2, released under an acquired right');
    expect(ovation(['status', 'The Substance']).stdout).toContain('Metropolitan');
    expect(ovation(['status', 'Edne'])).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('Did you mean "Eden"') as string,
    });
    expect(ovation(['status', 'Eden', '--as-of', 'yesterday']).status).toBe(2);
  });

  it('is as right without views as with them, and makes them anew', () => {
    ovation(['import', FILMS]);
    const withViews = json(['status']) as object[];
    const dossier = json(['status', 'coda-2021']);
    for (const end of ['', '-wal', '-shm', '.lock']) rmSync(join(folder, 'data', `views.db${end}`), { force: true });
    expect(json(['status'])).toEqual(withViews);
    expect(json(['status', 'coda-2021'])).toEqual(dossier);
    expect(ovation(['views', 'rebuild'])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('slate is rebuilt.') as string,
    });
    expect(json(['status'])).toEqual(withViews);
    expect(json(['views', 'list'])).toMatchObject(Array(4).fill({ status: 'live', isCurrent: true, deadLetters: 0 }));
    expect(ovation(['views', 'rebuild', 'nothing'])).toMatchObject({ status: 3 });
    expect(ovation(['dead-letters', 'retry'])).toMatchObject({ status: 0, stdout: 'There are no dead letters.\n' });
    expect(ovation(['dead-letters', 'retry', 'slate:none'])).toMatchObject({ status: 3 });
  });
});

/** A port that nobody listens on just now. */
const freePort = (): Promise<string> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(String(port)));
    });
  });

describe('beside a running server', () => {
  let server: ChildProcess | undefined;
  afterEach(() => server?.kill('SIGKILL'));

  it('reads, asks it to rebuild, and does not write', async () => {
    ovation(['import', FILMS]);
    const serving = spawn(process.execPath, [OVATION, 'serve'], {
      env: environment({ PORT: await freePort(), LOG_LEVEL: 'warn' }),
    });
    server = serving;
    const ended = new Promise<number | null>((resolve) => serving.once('exit', resolve));
    const url = await new Promise<string>((resolve, reject) => {
      let said = '';
      serving.stderr.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const found = /http:\/\/[\d.:]+/.exec(said)?.[0];
        if (found !== undefined) resolve(found);
      });
      serving.once('exit', () => reject(new Error(said)));
    });
    expect(json(['status'])).toHaveLength(33);
    expect(ovation(['history', 'CODA']).status).toBe(0);
    const refused = ovation(['import', FILMS]);
    expect(refused.status).toBe(4);
    noTrace(refused.stderr);
    expect(refused.stderr.trim().split('\n')).toHaveLength(1);
    expect(ovation(['serve'], { PORT: '0' }).status).toBe(4);
    expect(ovation(['views', 'rebuild', 'slate'])).toMatchObject({ status: 0, stdout: 'slate is rebuilt.\n' });
    expect(ovation(['views', 'rebuild', 'nothing']).status).toBe(3);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    serving.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});

describe('what cannot be right gets one sentence, an exit code, and no stack trace', () => {
  const said = (args: readonly string[], more: Record<string, string> = {}) => {
    const { status, stderr } = ovation(args, more);
    noTrace(stderr);
    return [status, stderr] as const;
  };

  it('a verb or an option that there is not', () => {
    expect(said(['sell'])[0]).toBe(2);
    expect(said(['status', '--loud'])[0]).toBe(2);
    expect(said(['import'])[0]).toBe(2);
    expect(ovation(['--help'])).toMatchObject({ status: 0, stdout: expect.stringContaining('Exit codes') as string });
  });

  it('settings', () => {
    expect(said(['status'], { PORT: 'eighty' })).toEqual([4, expect.stringContaining('PORT is "eighty"') as string]);
    expect(said(['serve'], { HOST: '0.0.0.0' })).toEqual([4, expect.stringContaining('loopback') as string]);
  });

  it('a file that is not there, no JSON, or not a chronicle', () => {
    expect(said(['import', join(folder, 'none.json')])).toEqual([
      3,
      expect.stringContaining('none.json cannot be read') as string,
    ]);
    const cut = ovation(['import', file('cut.json', '[{"title": "Eden",')]);
    expect(cut.status).toBe(1);
    expect(cut.stderr).toMatch(/line 1/);
    const good = {
      title: 'Eden',
      year: 2024,
      directors: ['Ron Howard'],
      events: [{ date: '2024-09-07', type: 'screened', source: 'x' }],
    };
    const broken = { ...good, title: 'Relay', events: [{ date: '2024-02-30', type: 'screened' }] };
    const half = ovation(['import', file('half.json', JSON.stringify([good, broken]))]);
    expect(half.status).toBe(1);
    expect(half.stdout).toContain('films: 1 recorded');
    expect(half.stderr).toMatch(/Relay \(2024\) events\[0\].*date/s);
    expect(json(['status'])).toMatchObject([{ title: 'Eden' }]);
  });

  it('a database that is none, or of a newer version', () => {
    mkdirSync(join(folder, 'data'));
    const database = join(folder, 'data', 'ovation.db');
    writeFileSync(database, 'this is a letter to my aunt, and no database at all');
    expect(said(['status'])[0]).toBe(4);
    expect(said(['serve'], { PORT: '0' })[0]).toBe(4);
    rmSync(database);
    ovation(['import', FILMS]);
    const newer = new DatabaseSync(database);
    newer.exec('PRAGMA user_version = 999');
    newer.close();
    expect(said(['status'])).toEqual([4, expect.stringMatching(/newer/) as string]);
  });

  it('a port in use', async () => {
    const server = spawn(process.execPath, [
      '-e',
      "const s=require('net').createServer().listen(0,'127.0.0.1',()=>console.log(s.address().port))",
    ]);
    const port = await new Promise<string>((resolve) =>
      server.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())),
    );
    expect(said(['serve'], { PORT: port })).toEqual([
      4,
      expect.stringContaining('is taken by another program') as string,
    ]);
    server.kill();
  });

  it('a Node that is too old', () => {
    const old = spawnSync(
      process.execPath,
      [
        '-e',
        `Object.defineProperty(process, 'versions', { value: { node: '20.20.2' } }); import(${JSON.stringify(OVATION)})`,
      ],
      {
        encoding: 'utf8',
        env: environment(),
      },
    );
    expect(old.status).toBe(4);
    expect(old.stderr).toBe(
      'Ovation needs Node 24 or later; this is 20.20.2. Run it as `npx ovation` in its folder: `npm ci` has brought the right one along.\n',
    );
  });
});
