import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import { utcDay } from '#acquisition/domain';
import type { CommandContext, FilmCommandType, FindDocument } from '.';
import {
  AcceptOffer,
  AcquireFilm,
  AttachEvidence,
  CorrectEntry,
  EvidenceDetails,
  FilmRecorder,
  MakeOffer,
  RecordScreening,
  RegisterFilm,
  filmCommands,
} from '.';

const NOW = '2026-11-23T12:00:00.000Z';
const AGENT: CommandContext = { user: 'ana', role: 'sales agent' };

let folder: string;
let store: EventStore;
let recorder: FilmRecorder;

/** Documents are kept whose digests begin with `a`. */
const findDocument: FindDocument = (sha256) =>
  Promise.resolve(sha256.startsWith('a') ? { sha256, bytes: 7, mediaType: 'text/plain' } : undefined);
const newRecorder = () => new FilmRecorder({ store, clock: { now: () => NOW, dayOf: utcDay }, findDocument });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ovation-commands-'));
  store = openSqliteEventStore({ file: join(folder, 'ovation.db') });
  recorder = newRecorder();
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const kPops = { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' };
const register = (details = kPops, context = AGENT) => recorder.register(new RegisterFilm(details, context));
const record = (
  command: FilmCommandType,
  details: object,
  context: Partial<CommandContext> = {},
  film = 'k-pops-2024',
) => recorder.record(command.declaration, new command(film, details as never, { ...AGENT, ...context }));
const count = async () => {
  let events = 0;
  for await (const event of store.readAll()) events += event.id === '' ? 0 : 1;
  return events;
};

describe('registering a film', () => {
  it('gives it a slug of its own', async () => {
    const answer = await register();
    expect(answer).toMatchObject({ slug: 'k-pops-2024', revision: 0n, repeated: false });
    expect((await recorder.film('K-Pops! 2024'))?.film.title).toBe('K-Pops!');
    expect((await recorder.film(answer.filmId))?.film.slug).toBe('k-pops-2024');
    expect(await recorder.film('k-pops-2025')).toBeUndefined();
  });

  it('makes one film of 16 registrations at once', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 16 }, () => register()));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(register()).rejects.toMatchObject({ name: 'Refused', refusal: { code: 'film-registered' } });
  });

  it('claims no slug for what is refused', async () => {
    await expect(register({ ...kPops, occurredAt: '2031' })).rejects.toMatchObject({ refusal: { kind: 'invalid' } });
    await expect(register(kPops, { ...AGENT, ifMatch: 3n })).rejects.toMatchObject({ code: 'if-match-failed' });
    expect(await count()).toBe(0);
  });

  it('takes over a slug whose film was never registered', async () => {
    const filmId = await recorder.directory.claim('k-pops-2024', '01900000-0000-7000-8000-00000000abcd');
    recorder = newRecorder();
    expect((await register()).filmId).toBe(filmId);
  });

  it('is done once for one key; another film under the same key claims nothing', async () => {
    const keyed = { ...AGENT, idempotencyKey: 'k1' };
    const first = await register(kPops, keyed);
    const again = await register(kPops, keyed);
    expect(again).toEqual({ ...first, repeated: true });
    await expect(register({ ...kPops, title: 'Eden' }, keyed)).rejects.toMatchObject({ code: 'command-id-reused' });
    expect(await recorder.directory.find('eden-2024')).toBeUndefined();
  });
});

describe('recording on a film', () => {
  beforeEach(async () => {
    await register();
  });

  it('keeps who, when, and on whose word', async () => {
    const source = { kind: 'press', outlet: 'Variety' } as const;
    await record(RecordScreening, { venue: 'Eccles', occurredAt: '2024-09-07', source }, { correlationId: 'c1' });
    const event = (await recorder.film('k-pops-2024'))?.film.history.at(-1);
    expect(event).toMatchObject({
      type: 'FilmScreened',
      data: { venue: 'Eccles' },
      occurredAt: { on: '2024-09-07', precision: 'day' },
      source: { kind: 'press', outlet: 'Variety' },
      actor: { user: 'ana', role: 'sales agent' },
    });
    for await (const stored of store.readAll({ direction: 'backwards', limit: 1 })) {
      expect(stored.metadata).toMatchObject({ user: 'ana', correlationId: 'c1', schemaVersion: '1' });
    }
  });

  it('says that a film is not there, and what to do', async () => {
    await expect(record(RecordScreening, {}, {}, 'eden-2024')).rejects.toMatchObject({
      refusal: { code: 'film-not-found' },
    });
  });

  it('refuses a source or a date that is not whole, and records nothing', async () => {
    const before = await count();
    for (const details of [
      { source: { kind: 'press' } },
      { source: { kind: 'document', name: 'memo' } },
      { occurredAt: '2024-02-30' },
      { occurredAt: '2031' },
    ]) {
      await expect(record(RecordScreening, details)).rejects.toMatchObject({ refusal: { kind: 'invalid' } });
    }
    expect(await count()).toBe(before);
  });

  it('repeats nothing for a repeated key, also at once and after a restart', async () => {
    const ask = () => record(RecordScreening, { venue: 'Eccles', occurredAt: '2024-09-07' }, { idempotencyKey: 's1' });
    const answers = await Promise.all([ask(), ask(), ask(), ask()]);
    recorder = newRecorder();
    const late = await ask();
    expect(new Set([...answers, late].map(({ events }) => events[0]?.id)).size).toBe(1);
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
    await expect(record(RecordScreening, { venue: 'Other' }, { idempotencyKey: 's1' })).rejects.toMatchObject({
      code: 'command-id-reused',
    });
  });

  it('records nothing when the film has moved on', async () => {
    await record(RecordScreening, {}, { ifMatch: 0n });
    await expect(record(RecordScreening, {}, { ifMatch: 0n })).rejects.toMatchObject({
      code: 'if-match-failed',
      actual: 1n,
    });
  });

  it('lets one of two acceptances at the same moment win; the other gets the conflict that the first one made', async () => {
    const offers = await Promise.all(
      ['Neon', 'Mubi'].map((buyer) => record(MakeOffer, { buyer, rights: { territories: 'US' } })),
    );
    const [here, there] = [recorder, newRecorder()];
    const yes = (by: FilmRecorder, offerId: string | undefined) =>
      by.record(AcceptOffer.declaration, new AcceptOffer('k-pops-2024', { offerId }, AGENT));
    const outcomes = await Promise.allSettled([
      yes(here, offers[0]?.events[0]?.id),
      yes(there, offers[1]?.events[0]?.id),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: {
        refusal: { code: 'rights-not-free', conflicts: [{ kind: 'reserved', overlap: 'United States, all rights' }] },
      },
    });
  });

  it('keeps details of its own classes as plain data', async () => {
    const evidence = Object.assign(new EvidenceDetails(), { name: 'memo.pdf', sha256: 'a'.repeat(64) });
    const { events } = await record(AcquireFilm, { buyer: 'Aura', rights: { territories: 'US' }, evidence });
    expect(events[0]?.data['evidence']).toEqual({ name: 'memo.pdf', sha256: 'a'.repeat(64) });
  });

  it('records nothing that would name a document which is not kept, wherever it would name it', async () => {
    const [kept, unkept] = ['a'.repeat(64), 'b'.repeat(64)];
    const document = (sha256: string) => ({ name: 'memo.pdf', sha256 });
    const source = (sha256: string) => ({ kind: 'document', ...document(sha256) });
    const deal = { buyer: 'Aura', rights: { territories: 'US' } };
    const { events } = await record(AcquireFilm, { ...deal, evidence: document(kept), source: source(kept) });
    const entry = events[0]?.id;
    const before = await count();
    const asked: readonly (readonly [FilmCommandType, object])[] = [
      [RecordScreening, { source: source(unkept) }],
      [AcquireFilm, { ...deal, rights: { territories: 'Italy' }, evidence: document(unkept) }],
      [CorrectEntry, { corrects: entry, changes: { evidence: document(unkept) } }],
      [AttachEvidence, { entry, ...document(unkept) }],
    ];
    for (const [command, details] of asked)
      await expect(record(command, details)).rejects.toMatchObject({
        refusal: { kind: 'not-kept', code: 'document-not-kept', message: expect.stringContaining(unkept) as string },
      });
    expect(await count()).toBe(before);
    await record(AttachEvidence, { entry, ...document(kept) });
    expect(await count()).toBe(before + 1);
  });

  it('claims no slug for a film whose source is not kept', async () => {
    const source = { kind: 'document', name: 'list.pdf', sha256: 'b'.repeat(64) };
    const other = { ...kPops, title: 'Sing Sing', source };
    await expect(register(other)).rejects.toMatchObject({ refusal: { kind: 'not-kept' } });
    expect(await recorder.film('sing-sing-2024')).toBeUndefined();
    await register({ ...kPops, title: 'Sing Sing' });
    expect((await recorder.film('sing-sing-2024'))?.revision).toBe(0n);
  });

  it('answers a repeated command as the first time, also when its document has gone since', async () => {
    let isThere = true;
    const fickle = new FilmRecorder({
      store,
      clock: { now: () => NOW, dayOf: utcDay },
      findDocument: (sha256) => (isThere ? findDocument(sha256) : Promise.resolve(undefined)),
    });
    const details = { source: { kind: 'document', name: 'memo.pdf', sha256: 'a'.repeat(64) } } as never;
    const ask = () =>
      fickle.record(
        RecordScreening.declaration,
        new RecordScreening('k-pops-2024', details, { ...AGENT, idempotencyKey: 'k' }),
      );
    const first = await ask();
    isThere = false;
    expect(await ask()).toEqual({ ...first, repeated: true });
  });

  it('corrects only to values that the entry could have had', async () => {
    const { events } = await record(RecordScreening, { venue: 'Eccles' });
    const corrects = events[0]?.id;
    await expect(record(CorrectEntry, { corrects, changes: { venue: 5 } })).rejects.toMatchObject({
      refusal: {
        problems: [{ field: 'changes.venue', message: expect.stringContaining('must be a string') as string }],
      },
    });
    await expect(record(CorrectEntry, { corrects, changes: { loudness: 'high' } })).rejects.toMatchObject({
      refusal: { kind: 'invalid' },
    });
    await record(CorrectEntry, { corrects, changes: { venue: 'Library' } });
    expect((await recorder.film('k-pops-2024'))?.film.screenings[0]?.data.venue).toBe('Library');
  });

  it('never takes out what the entry must have', async () => {
    const { events } = await record(AcquireFilm, { buyer: 'Aura', rights: { territories: 'US' } });
    for (const changes of [{ rights: null }, { buyer: null }, { terms: null }]) {
      await expect(record(CorrectEntry, { corrects: events[0]?.id, changes })).rejects.toMatchObject({
        refusal: { kind: 'invalid' },
      });
    }
    await record(CorrectEntry, { corrects: events[0]?.id, changes: { reason: null } });
  });

  it('compares moments in UTC, whatever offset they were given in', async () => {
    const offer = { buyer: 'Neon', rights: { territories: 'US' }, occurredAt: '2026-11-23T10:00:00Z' };
    await record(MakeOffer, { ...offer, expiresAt: '2026-11-23T20:00:00+09:00' });
    const film = (await recorder.film('k-pops-2024'))?.film;
    expect([...(film?.offers.values() ?? [])][0]?.expiresAt).toBe('2026-11-23T11:00:00.000Z');
  });

  it('signs a deal and everything with it, or nothing', async () => {
    await record(AcquireFilm, { buyer: 'Aura', rights: { territories: 'US' }, occurredAt: '2025-06-16' });
    const before = await count();
    await expect(record(AcquireFilm, { buyer: 'Neon', rights: { territories: 'Worldwide' } })).rejects.toMatchObject({
      refusal: { free: 'Worldwide - United States, all rights' },
    });
    expect(await count()).toBe(before);
  });
});

it('declares every command once, with its own path and an example', () => {
  const paths = filmCommands.map(({ declaration }) => declaration.path);
  expect(new Set(paths).size).toBe(paths.length);
  for (const { declaration } of filmCommands) {
    expect(declaration.title).toMatch(/^[A-Z]/);
    expect(declaration.action).toMatch(/^[a-z]+:[a-z]+$/);
    expect(Object.keys(declaration.example).length).toBeGreaterThan(0);
  }
});
