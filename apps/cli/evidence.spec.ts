import { hash } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiClient, enter } from '#testing/http';
import { EXIT } from './exit-codes';
import type { CommandLine } from './testing/command-line';
import { openCommandLine } from './testing/command-line';

const FILM = '/k-pops-2024';
const MEMO = 'A24 takes the United States, all rights. Signed.\n';
const MAIL = 'From: deals@a24.example\nDate: Mon, 9 Sep 2024 09:30:00 -0400\n\nAttached: the memo.\n';
const NOBODY = '00000000-0000-7000-8000-000000000000';
const digest = (words: string): string => hash('sha256', words);

let line: CommandLine;
let client: ReturnType<typeof apiClient>;
let deal: string;
let backups: string;

const written = (name: string, words: string): string => {
  const file = join(line.folder, name);
  writeFileSync(file, words);
  return file;
};
const fileOf = (folder: string, words = MEMO): string =>
  join(folder, 'evidence', digest(words).slice(0, 2), digest(words));
const dataDir = (): string => join(line.folder, 'data');
const alter = (): void => {
  chmodSync(fileOf(dataDir()), 0o600);
  writeFileSync(fileOf(dataDir()), MEMO.replace('A24', 'A25'));
};

/** Whoever attaches does so in their own name, whoever runs the server. */
const attach = (...args: readonly string[]) =>
  line.runWith({ OVATION_USER: 'bo', OVATION_ROLE: 'executive' }, 'attach', 'K-Pops!', ...args);

const wrong = (): readonly (readonly [readonly string[], number, string])[] => [
  [
    [written('memo.txt', MEMO), '--to', NOBODY],
    EXIT.notFound,
    `K-Pops! has no entry ${NOBODY}. Its history lists them.\n`,
  ],
  [['no.pdf', '--to', deal], EXIT.notFound, 'no.pdf cannot be read (ENOENT): check the path.\n'],
  [[line.folder, '--to', deal], EXIT.notFound, `${line.folder} cannot be read (it is no file): check the path.\n`],
  [[written('empty.txt', ''), '--to', deal], EXIT.failed, 'There is nothing in the document: send its bytes.\n'],
];

beforeAll(async () => {
  line = await openCommandLine({ OVATION_USER: 'ana' });
  client = apiClient(`http://127.0.0.1:${String(line.port)}`);
  backups = join(line.folder, 'backups');
  await line.serve();
  await enter(client, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });
  deal = (await enter(client, `${FILM}/deals`, { buyer: 'A24', rights: { territories: 'US' } })).id;
});
afterAll(() => line.end());

describe('while the server runs', () => {
  it('attaches a file to an entry, in the name of whoever does', async () => {
    expect(await attach(written('memo.txt', MEMO), '--to', deal, '--name', 'deal memo')).toEqual({
      exitCode: EXIT.ok,
      out: `deal memo (text/plain, 49 bytes) is attached to ${deal}.\nSHA-256 ${digest(MEMO)}\n`,
      err: '',
    });
    expect(readFileSync(fileOf(dataDir()), 'utf8')).toBe(MEMO);
    const { body } = await client.get(`/api/films${FILM}/history`);
    expect(body['items']).toMatchObject([
      { type: 'FilmRegistered', documents: [] },
      { type: 'FilmAcquired', documents: [{ name: 'deal memo', sha256: digest(MEMO), bytes: 49, state: 'ok' }] },
      { type: 'EvidenceAttached', actor: { user: 'bo', role: 'executive' } },
    ]);
  });

  it('shows it with its entry, and lists it', async () => {
    const { out } = await line.runWith({ COLUMNS: '200' }, 'history', 'k-pops-2024');
    expect(out).toContain('price undisclosed [evidence: deal memo]');
    const { exitCode, out: listed } = await line.run('evidence', 'k-pops-2024');
    expect([exitCode, listed]).toEqual([EXIT.ok, expect.stringContaining('1 document, 0 missing or altered.')]);
    expect(await line.json('evidence')).toMatchObject([
      { sha256: digest(MEMO), namedBy: [{ name: 'deal memo', film: { slug: 'k-pops-2024' } }] },
    ]);
  });

  it('attaches nothing where something is wrong, and says so in a sentence', async () => {
    for (const [args, exitCode, err] of wrong()) expect(await attach(...args)).toEqual({ exitCode, out: '', err });
  });

  it('backs documents up with the log, each once', async () => {
    expect(await line.json('backup', '--to', backups)).toMatchObject({
      evidence: { copied: 1, there: 0, altered: [] },
    });
    expect(readFileSync(fileOf(backups), 'utf8')).toBe(MEMO);
    expect((await line.run('backup', '--to', backups)).out).toContain('0 documents copied, 1 there already.');
  });

  it('says which document is altered or missing, and fails', async () => {
    alter();
    const altered = await line.run('evidence', 'k-pops-2024');
    expect([altered.exitCode, altered.err]).toEqual([EXIT.failed, '']);
    expect(altered.out).toContain('1 document, 1 missing or altered.');
    expect((await line.run('explain', 'k-pops-2024')).out).toContain('[evidence: deal memo, which is altered]');
    rmSync(fileOf(dataDir()));
    expect(await line.json('evidence', 'k-pops-2024')).toMatchObject([{ name: 'deal memo', state: 'missing' }]);
  });

  it('does not back up what is altered, and says so', async () => {
    await client.send('/api/evidence', { method: 'POST', body: MEMO });
    alter();
    const elsewhere = join(line.folder, 'elsewhere');
    const made = await line.run('backup', '--to', elsewhere);
    expect([made.exitCode, made.err]).toEqual([
      EXIT.failed,
      `Altered, and not copied: ${digest(MEMO)}. Whoever has the right file uploads it again.\n`,
    ]);
    expect(existsSync(fileOf(elsewhere))).toBe(false);
  });
});

describe('where no server runs', () => {
  beforeAll(async () => {
    await line.stop();
  });

  it('restores documents with the log, also one that was altered', async () => {
    const { file } = (await line.json('backup', '--to', backups)) as { readonly file: string };
    const restored = await line.run('restore', file, '--replace');
    expect([restored.exitCode, restored.err]).toEqual([EXIT.ok, '']);
    expect(restored.out).toContain('1 document copied, 0 there already.');
    expect(readFileSync(fileOf(dataDir()), 'utf8')).toBe(MEMO);
  });

  it('attaches a file to an entry', async () => {
    const attached = await attach(written('mail.eml', MAIL), '--to', deal, '--json');
    expect(JSON.parse(attached.out)).toMatchObject({
      entry: deal,
      name: 'mail.eml',
      sha256: digest(MAIL),
      mediaType: 'message/rfc822',
    });
    expect(await line.json('history', 'k-pops-2024')).toMatchObject([
      { documents: [] },
      {
        documents: [
          { name: 'deal memo', state: 'ok' },
          { name: 'mail.eml', state: 'ok' },
        ],
      },
      { type: 'EvidenceAttached' },
      { type: 'EvidenceAttached', actor: { user: 'bo', role: 'executive' } },
    ]);
  });

  it('attaches nothing where something is wrong, and says so in a sentence', async () => {
    for (const [args, exitCode, err] of wrong()) expect(await attach(...args)).toEqual({ exitCode, out: '', err });
    expect(await line.json('history', 'k-pops-2024')).toHaveLength(4);
  });

  it('keeps the file of rates that are imported on its word', async () => {
    const rates = JSON.stringify([
      { ratesOn: '2024-09-06', publishedBy: 'ECB', base: 'EUR', rates: { USD: '1.1103' } },
    ]);
    expect((await line.run('rates', 'import', written('rates.json', rates))).err).toBe('');
    const kept = (await line.json('evidence')) as readonly { readonly sha256: string }[];
    expect(kept.find(({ sha256 }) => sha256 === digest(rates))).toMatchObject({
      namedBy: [{ name: 'rates.json', film: null }],
    });
    expect(await line.json('evidence', '--unnamed')).toEqual([]);
  });
});
