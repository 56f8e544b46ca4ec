import { hash } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiClient, enter } from '#testing/http';
import { EXIT } from './exit-codes';
import type { CommandLine } from './testing/command-line';
import { openCommandLine } from './testing/command-line';

const FILM = '/k-pops-2024';
const MEMO = 'A24 takes the United States, all rights. Signed.\n';
const SHA256 = hash('sha256', MEMO);

let line: CommandLine;
let client: ReturnType<typeof apiClient>;
let memo: string;
beforeEach(async () => {
  line = await openCommandLine({ OVATION_USER: 'ana' });
  client = apiClient(`http://127.0.0.1:${String(line.port)}`);
  memo = join(line.folder, 'memo.txt');
  writeFileSync(memo, MEMO);
});
afterEach(() => line.end());

const fileOf = (folder: string): string => join(folder, 'evidence', SHA256.slice(0, 2), SHA256);
const dataDir = (): string => join(line.folder, 'data');

/** A film and a deal on it. @returns the id of the deal. */
async function enterDeal(): Promise<string> {
  await enter(client, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });
  return (await enter(client, `${FILM}/deals`, { buyer: 'A24', rights: { territories: 'US' } })).id;
}

/** Whoever attaches does so in their own name, whoever runs the server. */
it.each(['while the server runs', 'where none does'])('attaches a file to an entry %s', async (when) => {
  await line.serve();
  const deal = await enterDeal();
  if (when === 'where none does') await line.stop();
  const settings = { OVATION_USER: 'bo', OVATION_ROLE: 'executive' };
  const attached = await line.runWith(settings, 'attach', 'K-Pops!', memo, '--to', deal);
  expect(attached).toEqual({
    exitCode: EXIT.ok,
    out: `memo.txt (text/plain, 49 bytes) is attached to ${deal}.\nSHA-256 ${SHA256}\n`,
    err: '',
  });
  expect(readFileSync(fileOf(dataDir()), 'utf8')).toBe(MEMO);
  const history = await line.json('history', 'k-pops-2024');
  expect(history).toMatchObject([
    { type: 'FilmRegistered', documents: [] },
    { type: 'FilmAcquired', documents: [{ name: 'memo.txt', sha256: SHA256, bytes: 49, state: 'ok' }] },
    { type: 'EvidenceAttached', actor: { user: 'bo', role: 'executive' } },
  ]);
  const { out } = await line.runWith({ COLUMNS: '200' }, 'history', 'k-pops-2024');
  expect(out).toContain('price undisclosed [evidence: memo.txt]');
  expect((await line.run('explain', 'k-pops-2024')).out).toContain(`[evidence: memo.txt]  (${deal})`);
  expect((await line.run('evidence', 'k-pops-2024')).out).toContain('1 document, 0 missing or altered.');
  expect(await line.json('evidence')).toMatchObject([{ sha256: SHA256, namedBy: [{ film: { slug: 'k-pops-2024' } }] }]);
  expect(await line.json('evidence', '--unnamed')).toEqual([]);
});

it('says what is wrong with a document, and fails', async () => {
  await line.serve();
  const deal = await enterDeal();
  await line.run('attach', 'k-pops-2024', memo, '--to', deal, '--name', 'deal memo');
  const file = fileOf(dataDir());
  chmodSync(file, 0o600);
  writeFileSync(file, MEMO.replace('A24', 'A25'));
  const altered = await line.run('evidence', 'k-pops-2024');
  expect([altered.exitCode, altered.err]).toEqual([EXIT.failed, '']);
  expect(altered.out).toContain('1 document, 1 missing or altered.');
  expect((await line.run('explain', 'k-pops-2024')).out).toContain('[evidence: deal memo, which is altered]');
  rmSync(file);
  expect((await line.run('explain', 'k-pops-2024')).out).toContain('[evidence: deal memo, which is missing]');
  expect(await line.json('evidence', 'k-pops-2024')).toMatchObject([{ name: 'deal memo', state: 'missing' }]);
});

it.each(['while the server runs', 'where none does'])('attaches nothing where something is wrong, %s', async (when) => {
  await line.serve();
  const deal = await enterDeal();
  if (when === 'where none does') await line.stop();
  const empty = join(line.folder, 'empty.txt');
  writeFileSync(empty, '');
  const nobody = '00000000-0000-7000-8000-000000000000';
  const wrong: readonly (readonly [string[], number, string])[] = [
    [[memo, '--to', nobody], EXIT.notFound, `K-Pops! has no entry ${nobody}. Its history lists them.\n`],
    [['no.pdf', '--to', deal], EXIT.notFound, 'no.pdf cannot be read (ENOENT): check the path.\n'],
    [[line.folder, '--to', deal], EXIT.notFound, `${line.folder} cannot be read (it is no file): check the path.\n`],
    [[empty, '--to', deal], EXIT.failed, 'There is nothing in the document: send its bytes.\n'],
  ];
  for (const [args, exitCode, err] of wrong)
    expect(await line.run('attach', 'k-pops-2024', ...args)).toEqual({ exitCode, out: '', err });
  expect(await line.json('history', 'k-pops-2024')).toHaveLength(2);
});

it('keeps the file of rates that are imported on its word', async () => {
  const file = join(line.folder, 'rates.json');
  const rates = JSON.stringify([{ ratesOn: '2024-09-06', publishedBy: 'ECB', base: 'EUR', rates: { USD: '1.1103' } }]);
  writeFileSync(file, rates);
  expect((await line.run('rates', 'import', file)).err).toBe('');
  expect(await line.json('evidence')).toMatchObject([
    { sha256: hash('sha256', rates), namedBy: [{ name: 'rates.json', film: null }] },
  ]);
});

interface BackedUp {
  readonly file: string;
  readonly evidence: object;
}

it('is backed up and restored with the log, each document once', async () => {
  await line.serve();
  const deal = await enterDeal();
  await line.run('attach', 'k-pops-2024', memo, '--to', deal);
  const backups = join(line.folder, 'backups');
  const first = (await line.json('backup', '--to', backups)) as BackedUp;
  expect(first.evidence).toEqual({ copied: 1, there: 0, altered: [] });
  expect(readFileSync(fileOf(backups), 'utf8')).toBe(MEMO);
  const again = await line.run('backup', '--to', backups);
  expect(again.out).toContain('0 documents copied, 1 there already.');
  await line.stop();

  rmSync(fileOf(dataDir()));
  const restored = await line.run('restore', first.file, '--replace');
  expect([restored.exitCode, restored.err]).toEqual([EXIT.ok, '']);
  expect(restored.out).toContain('1 document copied, 0 there already.');
  expect(await line.json('evidence', 'k-pops-2024')).toMatchObject([{ state: 'ok' }]);
});

it('is not backed up where it was altered, and that is told', async () => {
  await line.serve();
  const deal = await enterDeal();
  await line.run('attach', 'k-pops-2024', memo, '--to', deal);
  chmodSync(fileOf(dataDir()), 0o600);
  writeFileSync(fileOf(dataDir()), 'Not signed.');
  const backups = join(line.folder, 'backups');
  const made = await line.run('backup', '--to', backups);
  expect([made.exitCode, made.err]).toEqual([
    EXIT.failed,
    `Altered, and not copied: ${SHA256}. Whoever has the right file uploads it again.\n`,
  ]);
  expect(existsSync(fileOf(backups))).toBe(false);
});
