import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { createHash } from 'node:crypto';
import { importChronicle, readChronicle } from '#acquisition/chronicle';
import { utcDay } from '#acquisition/domain';
import { actorMetadata, filmCodec, filmStream, storedData, storedName } from '#acquisition/film-stream';
import type { QuerySources, ViewTables } from '#acquisition/views';
import { querySources } from '#acquisition/views';
import type { EventStore } from '#event-store';
import { newId } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import type { EvidenceStore } from '#evidence';
import { openEvidenceFolder } from '#evidence/folder';
import type { Verdict } from '#ledger';
import { makePrivateKey, readLedgerRecord, signCheckpoint, signerOf, writeVerifier } from '#ledger';
import { ledgerBeside } from '#ledger/testing';
import type { ReadStore } from '#read-store';
import { openReadStore } from '#read-store';
import { openBundle, verifyBundle } from '.';
import type { Manifest } from './members';

const NOW = '2026-06-01T12:00:00.000Z';
const MEMO = Buffer.from('Deal memo: Apple, worldwide.');

let folder: string;
let store: EventStore;
let readStore: ReadStore<ViewTables>;
let evidence: EvidenceStore;
let sources: QuerySources;
let treeFolder: string;
let key: string;
let bundles: { readonly film: Buffer; readonly whole: Buffer };
let memo: string;

async function bundleOf(film?: string): Promise<Buffer> {
  const { content } = await openBundle({ sources, evidence, treeFolder }, film === undefined ? {} : { film });
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  store = openSqliteEventStore({ file: join(folder, 'log.db'), now: () => Date.parse(NOW) });
  readStore = await openReadStore<ViewTables>({ url: 'sqlite::memory:' });
  evidence = openEvidenceFolder({ folder: join(folder, 'evidence'), limit: 1_000 });
  const clock = { now: () => NOW, dayOf: utcDay };
  const settings = { pageLimit: 5, cachedFilms: 10, memoDays: 30, longFormDays: 60 };
  sources = querySources({ store, db: readStore.db, evidence, clock, ...settings });
  const all = JSON.parse(readFileSync(join(__dirname, '../../../data/films.json'), 'utf8')) as { title: string }[];
  const two = JSON.stringify(all.filter(({ title }) => ['CODA', 'K-Pops!'].includes(title)));
  const target = { store, directory: sources.directory, clock, actor: { user: 'agent', role: 'sales agent' } };
  await importChronicle(target, readChronicle(two), { file: 'films.json' });
  memo = (await evidence.put(Readable.from([MEMO]))).sha256;
  const filmId = (await sources.directory.find('coda-2021')) ?? '';
  const source = { kind: 'document', name: 'memo.txt', sha256: memo } as const;
  const note = { type: 'NoteTaken', data: { text: 'The memo came by mail.' } } as const;
  const data = storedData(note, { on: '2021-01-31', precision: 'day' }, source);
  const event = filmCodec.encode(storedName('NoteTaken'), data, actorMetadata(target.actor));
  await store.append(filmStream(filmId), 'exists', [{ id: newId(), ...event }]);
  const ledger = ledgerBeside(store, folder);
  await ledger.sign();
  treeFolder = ledger.tree;
  key = (await readLedgerRecord(store))?.keys.map(writeVerifier)[0] ?? '';
  bundles = { film: await bundleOf('coda-2021'), whole: await bundleOf() };
});
afterAll(async () => {
  await readStore.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

function fileOf(bytes: Uint8Array): string {
  const file = join(folder, `${newId()}.zip`);
  writeFileSync(file, bytes);
  return file;
}

type Members = Record<string, Uint8Array>;

/** The bundle with something changed in it; its manifest made to fit, or not. */
function changed(bundle: Buffer, change: (members: Members) => void, manifestFits: boolean): string {
  const members: Members = unzipSync(bundle);
  change(members);
  if (manifestFits) {
    const manifest = JSON.parse(strFromU8(members['manifest.json'] as Uint8Array)) as Manifest;
    const listed = Object.entries(members)
      .filter(([name]) => name !== 'manifest.json')
      .map(([name, bytes]) => ({
        name,
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      }));
    members['manifest.json'] = strToU8(JSON.stringify({ ...manifest, members: listed }));
  }
  return fileOf(zipSync(members));
}

/** Another text in a member; the last line of events made to fit. */
const edit =
  (name: string, from: string, to: string) =>
  (members: Members): void => {
    let text = strFromU8(members[name] as Uint8Array);
    expect(text).toContain(from);
    text = text.replace(from, to);
    if (name === 'events.jsonl') {
      const lines = text.split('\n').slice(0, -2);
      const body = lines.map((line) => `${line}\n`).join('');
      const end = JSON.parse(text.split('\n').at(-2) ?? '') as { data: Record<string, unknown>; id: string };
      end.data['sha256'] = createHash('sha256').update(body).digest('hex');
      end.id = createHash('sha256').update(JSON.stringify(end.data)).digest('hex');
      text = `${body}${JSON.stringify(end)}\n`;
    }
    members[name] = strToU8(text);
  };

const messages = ({ findings }: Verdict): readonly string[] => findings.map(({ message }) => message);

it.each(['film', 'whole'] as const)(
  'of %s verifies with nothing but the public key, and is the same bytes again',
  async (kind) => {
    const verdict = await verifyBundle(fileOf(bundles[kind]), { key });
    expect(verdict).toMatchObject({ isIntact: true, findings: [], remarks: [] });
    expect(await bundleOf(kind === 'film' ? 'coda-2021' : undefined)).toEqual(bundles[kind]);
    const members = unzipSync(bundles[kind]);
    expect(Object.keys(members)).toEqual([
      'README.html',
      'ledger.key',
      'checkpoint.txt',
      'events.jsonl',
      ...(kind === 'film' ? ['proofs.jsonl'] : []),
      `evidence/${memo}`,
      'manifest.json',
    ]);
    expect(strFromU8(members['README.html'] as Uint8Array)).toContain(key.replace('&', '&#38;'));
  },
);

it('says that its own key is only believed where none is given', async () => {
  const { remarks } = await verifyBundle(fileOf(bundles.film));
  expect(remarks).toEqual([expect.stringContaining('The key comes from the bundle itself')]);
});

it.each(['film', 'whole'] as const)(
  'of %s tells an event that was altered, also where everything beside was made to fit',
  async (kind) => {
    const alter = edit('events.jsonl', 'just north of $25 million', 'just north of $26 million');
    expect(messages(await verifyBundle(changed(bundles[kind], alter, false), { key }))).toContain(
      'events.jsonl is not what it was when the bundle was made.',
    );
    const told = messages(await verifyBundle(changed(bundles[kind], alter, true), { key }));
    expect(told).toEqual(
      kind === 'film'
        ? [expect.stringMatching(/^Event \d+ of the log \(FilmAcquired .* is not proven to be under the checkpoint/)]
        : expect.arrayContaining([
            expect.stringMatching(/^The log is not the one of checkpoint.txt: one of its events/),
          ]),
    );
  },
);

it('tells an event that was altered, removed or made up together with its proof', async () => {
  const lines = (members: Members, name: string) => strFromU8(members[name] as Uint8Array).split('\n');
  const withoutProof = (members: Members): void => {
    const proofs = lines(members, 'proofs.jsonl').filter((line) => !line.includes('just north of $25 million'));
    members['proofs.jsonl'] = strToU8(proofs.join('\n'));
    edit('events.jsonl', 'just north of $25 million', 'just north of $26 million')(members);
  };
  expect(messages(await verifyBundle(changed(bundles.film, withoutProof, true), { key }))).toEqual([
    expect.stringMatching(/FilmAcquired .* is not proven to be under the checkpoint/),
  ]);
  const withoutAny = (members: Members): void => void (members['proofs.jsonl'] = strToU8(''));
  expect(messages(await verifyBundle(changed(bundles.film, withoutAny, true), { key }))).toHaveLength(1);
  const asFilm = (members: Members): void => {
    const manifest = JSON.parse(strFromU8(members['manifest.json'] as Uint8Array)) as Manifest;
    members['manifest.json'] = strToU8(JSON.stringify({ ...manifest, film: { filmId: '1', slug: '1', title: '1' } }));
    members['proofs.jsonl'] = strToU8('');
  };
  expect(messages(await verifyBundle(changed(bundles.whole, asFilm, true), { key }))).toHaveLength(1);
});

it('is not compared with a checkpoint where that cannot be done', async () => {
  const against = [{ name: 'kept.txt', note: strFromU8(unzipSync(bundles.film)['checkpoint.txt'] as Uint8Array) }];
  await expect(verifyBundle(fileOf(bundles.film), { key, against })).rejects.toThrow('cannot be compared');
  expect(await verifyBundle(fileOf(bundles.whole), { key, against })).toMatchObject({ isIntact: true });
});

it('says so where its manifest, a proof or a name in it is none', async () => {
  const manifest = (members: Members): void => void (members['manifest.json'] = strToU8('{"format":1}'));
  await expect(verifyBundle(changed(bundles.film, manifest, false), { key })).rejects.toThrow('not as it was written');
  const proof = (members: Members): void => void (members['proofs.jsonl'] = strToU8('{}\n'));
  await expect(verifyBundle(changed(bundles.film, proof, true), { key })).rejects.toThrow('is no proof');
});

it('tells a member that is missing, renamed, added, or altered', async () => {
  const without = changed(bundles.film, (members) => delete members['proofs.jsonl'], false);
  expect(messages(await verifyBundle(without, { key }))).toEqual(['proofs.jsonl is missing from the bundle.']);
  const renamed = changed(
    bundles.film,
    (members) => {
      members['evidence/memo'] = members[`evidence/${memo}`] as Uint8Array;
      Reflect.deleteProperty(members, `evidence/${memo}`);
    },
    false,
  );
  expect(messages(await verifyBundle(renamed, { key }))).toEqual([
    `evidence/${memo} was renamed to evidence/memo in the bundle.`,
    expect.stringMatching(/^Memo.txt \(SHA-256 .*is missing from the bundle\.$/),
  ]);
  const added = changed(bundles.film, (members) => void (members['more.txt'] = strToU8('?')), false);
  expect(messages(await verifyBundle(added, { key }))).toEqual([expect.stringContaining('more.txt was added')]);
  const altered = changed(bundles.film, edit(`evidence/${memo}`, 'Apple', 'Appel'), true);
  expect(messages(await verifyBundle(altered, { key }))).toEqual([expect.stringMatching(/was altered\.$/)]);
});

it('tells a key that is not ours, and a checkpoint of another log', async () => {
  const stranger = writeVerifier(signerOf(key.split('+')[0] ?? '', makePrivateKey()));
  expect(messages(await verifyBundle(fileOf(bundles.film), { key: stranger }))).toEqual([
    expect.stringContaining('signed with another key than the one given'),
  ]);
  const other = signCheckpoint(
    { origin: 'ovation/two', size: 3, root: Buffer.alloc(32) },
    signerOf('ovation/two', makePrivateKey()),
  );
  const swapped = changed(bundles.film, (members) => void (members['checkpoint.txt'] = strToU8(other)), true);
  expect(messages(await verifyBundle(swapped, { key }))[0]).toContain('The checkpoint is of another log, ovation/two');
});

it('tells one that was cut, wherever, and what is no bundle', async () => {
  for (const share of [0.1, 0.5, 0.99]) {
    const cut = bundles.film.subarray(0, Math.floor(bundles.film.length * share));
    await expect(verifyBundle(fileOf(cut), { key })).rejects.toThrow('was cut, is damaged, or is no bundle');
  }
  await expect(verifyBundle(fileOf(Buffer.from('hello')), { key })).rejects.toThrow('is no bundle');
  await expect(verifyBundle(fileOf(zipSync({ 'a.txt': strToU8('a') })), { key })).rejects.toThrow(
    'manifest.json is missing',
  );
});
