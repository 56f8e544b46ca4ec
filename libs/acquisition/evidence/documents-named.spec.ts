import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  AcquireFilm,
  AttachEvidence,
  CorrectEntry,
  FilmRecorder,
  MarketRecorder,
  RegisterFilm,
  SetRates,
  TakeNote,
} from '#acquisition/commands';
import { utcDay } from '#acquisition/domain';
import type { EventStore } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import type { EvidenceStore } from '#evidence';
import { verifyEvidence } from '#evidence';
import { openEvidenceFolder } from '#evidence/folder';
import { documentsNamedIn } from '.';

const AGENT = { user: 'ana', role: 'sales agent' };
const clock = { now: () => '2026-11-23T12:00:00.000Z', dayOf: utcDay };

let folder: string;
let store: EventStore;
let evidence: EvidenceStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'documents-named-'));
  store = openSqliteEventStore({ file: join(folder, 'ovation.db') });
  evidence = openEvidenceFolder({ folder: join(folder, 'evidence'), limit: 10_000 });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** Keeps a document of these words, and names it as entries do. */
async function put(name: string): Promise<{ readonly name: string; readonly sha256: string }> {
  const { sha256 } = await evidence.put(Readable.from([Buffer.from(name)]));
  return { name, sha256 };
}

/** Every way in which the log can name a document, one after the other. */
async function enterAll(): Promise<void> {
  const findDocument = (sha256: string) => evidence.find(sha256);
  const film = new FilmRecorder({ store, clock, findDocument });
  const market = new MarketRecorder({ store, clock, findDocument });
  const source = async (name: string) => ({ kind: 'document', ...(await put(name)) }) as const;
  const details = { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' };
  await film.register(new RegisterFilm({ ...details, source: await source('list.pdf') }, AGENT));
  const on = 'k-pops-2024';
  const deal = { buyer: 'A24', rights: { territories: 'US' }, evidence: await put('memo.pdf') };
  const { events } = await film.record(AcquireFilm.declaration, new AcquireFilm(on, deal, AGENT));
  const entry = events[0]?.id ?? '';
  const changes = { evidence: await put('right memo.pdf') };
  await film.record(CorrectEntry.declaration, new CorrectEntry(on, { corrects: entry, changes }, AGENT));
  await film.record(AttachEvidence.declaration, new AttachEvidence(on, { entry, ...(await put('mail.eml')) }, AGENT));
  await film.record(TakeNote.declaration, new TakeNote(on, { text: 'Nothing.' }, AGENT));
  const again = { text: 'Once more.', source: await source('memo.pdf') };
  await film.record(TakeNote.declaration, new TakeNote(on, again, AGENT));
  const rates = { ratesOn: '2024-09-06', publishedBy: 'ECB', base: 'EUR', rates: { USD: '1.1' } };
  await market.record(SetRates.declaration, new SetRates({ ...rates, source: await source('rates.csv') }, AGENT));
}

const ALL = ['list.pdf', 'memo.pdf', 'right memo.pdf', 'mail.eml', 'rates.csv'];

it('finds every document that the log names, wherever it does, in the order of the log', async () => {
  await enterAll();
  const found = [];
  for await (const { name, stream } of documentsNamedIn(store.readAll())) found.push([name, stream.split('-')[0]]);
  expect(found).toEqual([
    ['list.pdf', 'film'],
    ['memo.pdf', 'film'],
    ['right memo.pdf', 'film'],
    ['mail.eml', 'film'],
    ['memo.pdf', 'film'],
    ['rates.csv', 'rates'],
  ]);
});

it('is all that it takes to verify them: each once, with what is wrong', async () => {
  await enterAll();
  const mail = await put('mail.eml');
  rmSync(join(folder, 'evidence', mail.sha256.slice(0, 2), mail.sha256));
  const told = [];
  for await (const { name, state } of verifyEvidence(documentsNamedIn(store.readAll()), evidence))
    told.push([name, state]);
  expect(told).toEqual(ALL.map((name) => [name, name === 'mail.eml' ? 'missing' : 'ok']));
});
