import { hash } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { once } from 'node:events';
import type { Answer, Server } from '#testing/http';
import { enter, serversFor } from '#testing/http';

const servers = serversFor();

const FILM = '/k-pops-2024';
const memo = Buffer.from('%PDF-1.7\nA24 takes the United States, all rights. Signed.\n');
const mail = Buffer.from('From: buyer@example.com\r\nDate: Sat, 7 Sep 2024 23:11:58 -0400\r\n\r\nWe offer.');
const digest = (bytes: Buffer): string => hash('sha256', bytes);

const upload = (server: Server, body: Buffer, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  server.send('/api/evidence', { method: 'POST', body: new Uint8Array(body), headers });

const folderOf = (server: Server): string => join(server.folder, 'evidence');
const fileOf = (server: Server, sha256: string): string => join(folderOf(server), sha256.slice(0, 2), sha256);

/** Everything that lies in the folder of documents, folders left out. */
const kept = (server: Server): readonly string[] =>
  existsSync(folderOf(server))
    ? readdirSync(folderOf(server), { recursive: true, withFileTypes: true })
        .filter((one) => one.isFile())
        .map(({ name }) => name)
    : [];

async function withFilm(environment: Readonly<Record<string, string>> = {}): Promise<Server> {
  const server = await servers.start({ environment });
  await enter(server, '', { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });
  return server;
}

const documentsOf = async (server: Server, path = '') =>
  (await server.get(`/api/films${FILM}/evidence${path}`)).body['items'] as readonly Readonly<Record<string, unknown>>[];

interface EntryShown {
  readonly eventId: string;
  readonly documents: readonly Readonly<Record<string, unknown>>[];
}

async function entryOf(server: Server, id: string, path = ''): Promise<EntryShown | undefined> {
  const { body } = await server.get(`/api/films${FILM}/history${path}`);
  return (body['items'] as readonly EntryShown[]).find(({ eventId }) => eventId === id);
}

describe('a document that is uploaded', () => {
  it('is kept under its digest, told by its bytes, and given back as it was, to be kept and not to be shown', async () => {
    const server = await withFilm();
    const put = await upload(server, memo, { 'content-type': 'text/html' });
    expect([put.status, put.headers.get('location'), put.body]).toEqual([
      201,
      `/api/evidence/${digest(memo)}`,
      { sha256: digest(memo), bytes: memo.length, mediaType: 'application/pdf', repeated: false },
    ]);
    const got = await fetch(`${server.url}/api/evidence/${digest(memo)}`);
    expect(Buffer.from(await got.arrayBuffer())).toEqual(memo);
    const headers = ['content-type', 'x-content-type-options', 'content-security-policy', 'content-disposition'];
    expect(headers.map((name) => got.headers.get(name))).toEqual([
      'application/pdf',
      'nosniff',
      "sandbox; default-src 'none'",
      `attachment; filename="${digest(memo)}.pdf"; filename*=UTF-8''${digest(memo)}.pdf`,
    ]);
  });

  it.each(['application/json', 'text/csv', 'multipart/form-data; boundary=x', 'application/x-ovation-document'])(
    'is only bytes, also when its sender calls it %s',
    async (type) => {
      const server = await servers.start();
      const page = Buffer.from('{"__proto__": <script>alert(1)</script>');
      expect((await upload(server, page, { 'content-type': type })).body).toMatchObject({ mediaType: 'text/plain' });
      const got = await server.get(`/api/evidence/${digest(page)}`);
      expect([got.headers.get('content-type'), got.text]).toEqual(['text/plain; charset=utf-8', page.toString()]);
    },
  );

  it('is the same document when it comes again', async () => {
    const server = await servers.start();
    await upload(server, memo);
    const again = await upload(server, memo);
    expect([again.status, again.body['repeated'], kept(server)]).toEqual([201, true, [digest(memo)]]);
  });

  it('is listed, with who names it or that nobody does', async () => {
    const server = await withFilm();
    for (const bytes of [memo, mail]) await upload(server, bytes);
    const source = { kind: 'document', name: 'mail.eml', sha256: digest(mail) };
    const { id } = await enter(server, `${FILM}/notes`, { text: 'They offer.', source });
    const { body } = await server.get('/api/evidence');
    const expected = [
      { sha256: digest(memo), bytes: memo.length, mediaType: 'application/pdf', namedBy: [] },
      {
        sha256: digest(mail),
        bytes: mail.length,
        mediaType: 'message/rfc822',
        namedBy: [{ eventId: id, name: 'mail.eml', film: expect.objectContaining({ slug: 'k-pops-2024' }) as unknown }],
      },
    ].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
    expect(body).toEqual({ items: expected, next: null });
    const unnamed = await server.get('/api/evidence?unnamed=true');
    expect(unnamed.body['items']).toMatchObject([{ sha256: digest(memo) }]);
  });

  it('is listed page by page', async () => {
    const server = await servers.start();
    const all = Array.from({ length: 5 }, (_, n) => Buffer.from(`Memo ${String(n)}`));
    for (const bytes of all) await upload(server, bytes);
    const found: string[] = [];
    let path: string | null = '/api/evidence?limit=2';
    while (path !== null) {
      const { body } = await server.get(path);
      found.push(...(body['items'] as readonly { readonly sha256: string }[]).map(({ sha256 }) => sha256));
      const next = body['next'] as string | null;
      path = next === null ? null : `/api/evidence?limit=2&cursor=${next}`;
    }
    expect(found).toEqual(all.map(digest).sort());
  });
});

describe('nothing is kept', () => {
  const LIMIT = 2_048;
  const limited = () => servers.start({ environment: { OVATION_EVIDENCE_LIMIT: String(LIMIT) } });

  it('of an empty body, and of none', async () => {
    const server = await limited();
    for (const init of [{ body: '' }, {}]) {
      const answer = await server.send('/api/evidence', { method: 'POST', ...init });
      expect([answer.status, answer.body['type']]).toEqual([400, '/problems/document-empty']);
    }
    expect(kept(server)).toEqual([]);
  });

  it('of one byte more than the limit, whether its size is told or not; the limit itself is kept', async () => {
    const server = await limited();
    const told = await upload(server, Buffer.alloc(LIMIT + 1));
    const untold = await server.send('/api/evidence', {
      method: 'POST',
      body: new Blob([new Uint8Array(LIMIT + 1)]).stream(),
      duplex: 'half',
    });
    for (const { status, body } of [told, untold]) {
      expect([status, body['type']]).toEqual([413, '/problems/document-too-large']);
      expect(body['detail']).toBe(
        `A document of more than ${String(LIMIT)} bytes is not kept. Nothing of it was kept.`,
      );
    }
    expect(kept(server)).toEqual([]);
    expect((await upload(server, Buffer.alloc(LIMIT, 'a'))).body['bytes']).toBe(LIMIT);
  });

  it('of an upload that is cut', async () => {
    const server = await limited();
    const cut = request(`${server.url}/api/evidence`, { method: 'POST', headers: { 'content-length': '1000' } });
    const gone = once(cut, 'error');
    cut.write('A24 takes');
    cut.flushHeaders();
    await partOf(server);
    cut.destroy(new Error('cut'));
    await gone;
    await nothingPartial(server);
    expect(kept(server)).toEqual([]);
  });
});

/** Looks again and again, as long as the test may take. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

const partOf = (server: Server): Promise<void> => until(() => kept(server).length === 1);
const nothingPartial = (server: Server): Promise<void> => until(() => kept(server).length === 0);

describe('an entry', () => {
  it('names a document that is kept, and none that is not', async () => {
    const server = await withFilm();
    const source = { kind: 'document', name: 'memo.pdf', sha256: digest(memo) };
    const before = await server.head();
    const requests: readonly (readonly [string, object])[] = [
      [`/api/films${FILM}/notes`, { text: 'Signed.', source }],
      [
        `/api/films${FILM}/deals`,
        { buyer: 'A24', rights: { territories: 'US' }, evidence: { name: 'm', sha256: digest(memo) } },
      ],
      ['/api/films', { title: 'Sing Sing', year: 2023, directors: ['Greg Kwedar'], occurredAt: '2023-09-01', source }],
      ['/api/rates', { ratesOn: '2024-09-05', publishedBy: 'ECB', base: 'EUR', rates: { USD: '1.1' }, source }],
    ];
    for (const [path, body] of requests) {
      const { status, body: problem } = await server.post(path, body);
      expect([path, status, problem['type']]).toEqual([path, 422, '/problems/document-not-kept']);
    }
    expect(await server.head()).toBe(before);
    await upload(server, memo);
    for (const [path, body] of requests) expect([path, (await server.post(path, body)).status]).toEqual([path, 201]);
  });

  it('that is recorded already gets a document, and says so wherever it is shown', async () => {
    const server = await withFilm();
    const { id } = await enter(server, `${FILM}/deals`, { buyer: 'A24', rights: { territories: 'US' } });
    await upload(server, memo);
    const attached = await enter(server, `${FILM}/evidence`, { entry: id, sha256: digest(memo), name: 'mémo.pdf' });
    const document = { name: 'mémo.pdf', sha256: digest(memo), bytes: memo.length, mediaType: 'application/pdf' };
    expect(attached.body['events']).toMatchObject([{ type: 'EvidenceAttached', data: { entry: id, document } }]);

    const shown = { ...document, namedBy: attached.id, state: 'ok' };
    expect((await entryOf(server, id))?.documents).toEqual([shown]);
    const { body: why } = await server.get(`/api/films${FILM}/explain`);
    expect(why['events']).toMatchObject([{ eventId: id, documents: [shown] }]);
    expect(await documentsOf(server)).toMatchObject([
      { ...document, state: 'ok', entries: [{ eventId: id, type: 'FilmAcquired', namedBy: attached.id }] },
    ]);
    expect((await server.get(`/api/films${FILM}`)).body['evidence']).toMatchObject([{ entry: id, document }]);
    const got = await server.get(`/api/evidence/${digest(memo)}`);
    expect(got.headers.get('content-disposition')).toContain("filename*=UTF-8''m%C3%A9mo.pdf");
  });

  it('has the documents that were known at a moment', async () => {
    const server = await withFilm();
    const { id } = await enter(server, `${FILM}/screenings`, { venue: 'Roy Thomson Hall' });
    server.clock.moveTo('2024-09-08T09:00:00.000Z');
    await upload(server, memo);
    await enter(server, `${FILM}/evidence`, { entry: id, sha256: digest(memo), name: 'memo.pdf' });
    server.clock.moveTo('2024-09-09T09:00:00.000Z');
    // Not that it happened then, but what is known of it now.
    expect((await entryOf(server, id, '?asOf=2024-09-07'))?.documents).toHaveLength(1);
    expect((await entryOf(server, id, '?knownAt=2024-09-07'))?.documents).toEqual([]);
    expect(await documentsOf(server, '?knownAt=2024-09-07')).toEqual([]);
    expect(await documentsOf(server, '?asOf=2024-09-07')).toHaveLength(1);
  });

  it('loses a document that is taken back', async () => {
    const server = await withFilm();
    const { id } = await enter(server, `${FILM}/screenings`, { venue: 'Roy Thomson Hall' });
    await upload(server, memo);
    const attachment = { entry: id, sha256: digest(memo), name: 'memo.pdf' };
    const attached = await enter(server, `${FILM}/evidence`, attachment);
    const twice = await server.post(`/api/films${FILM}/evidence`, attachment);
    expect([twice.status, twice.body['type']]).toEqual([409, '/problems/evidence-attached']);
    await enter(server, `${FILM}/retractions`, { retracts: attached.id });
    expect((await entryOf(server, id))?.documents).toEqual([]);
    await enter(server, `${FILM}/evidence`, attachment);
    expect((await entryOf(server, id))?.documents).toHaveLength(1);
  });

  it.each([
    ['an entry that is not there', { entry: '00000000-0000-7000-8000-000000000000' }, 404, 'entry-not-found'],
    ['a document that is not kept', { sha256: 'b'.repeat(64) }, 422, 'document-not-kept'],
    ['what is no digest', { sha256: '../../etc/passwd' }, 400, 'invalid-input'],
    ['no name', { name: ' ' }, 400, 'invalid-input'],
    ['a type of the sender’s own', { mediaType: 'text/html' }, 400, 'invalid-input'],
  ])('is given nothing for %s', async (_says, wrong, status, code) => {
    const server = await withFilm();
    const { id } = await enter(server, `${FILM}/screenings`, { venue: 'Roy Thomson Hall' });
    await upload(server, memo);
    const head = await server.head();
    const attachment = { entry: id, sha256: digest(memo), name: 'memo.pdf', ...wrong };
    const answer = await server.post(`/api/films${FILM}/evidence`, attachment);
    expect([answer.status, answer.body['type'], await server.head()]).toEqual([status, `/problems/${code}`, head]);
  });
});

describe('a document that is not what it was', () => {
  async function damaged(damage: (file: string) => void) {
    const server = await withFilm();
    await upload(server, memo);
    const source = { kind: 'document', name: 'memo.pdf', sha256: digest(memo) };
    const { id } = await enter(server, `${FILM}/notes`, { text: 'Signed.', source });
    expect((await entryOf(server, id))?.documents).toMatchObject([{ state: 'ok' }]);
    damage(fileOf(server, digest(memo)));
    return { server, id };
  }

  it.each([
    ['missing', 404, 'document-missing', (file: string) => rmSync(file)],
    [
      'altered',
      500,
      'document-altered',
      (file: string) => {
        chmodSync(file, 0o600);
        const other = Buffer.from(memo);
        other[20] = 0x58;
        writeFileSync(file, other);
      },
    ],
  ] as const)(
    'is told to be %s, is not given, and is put right by whoever has it',
    async (state, status, code, damage) => {
      const { server, id } = await damaged(damage);
      expect((await entryOf(server, id))?.documents).toMatchObject([{ name: 'memo.pdf', state }]);
      expect(await documentsOf(server)).toMatchObject([{ sha256: digest(memo), state, entries: [{ eventId: id }] }]);
      const { body: why } = await server.get(`/api/films${FILM}/evidence`);
      expect(why['items']).toMatchObject([{ state }]);
      const got = await server.get(`/api/evidence/${digest(memo)}`);
      expect([got.status, got.body['type']]).toEqual([status, `/problems/${code}`]);
      expect(got.body['detail']).toContain(`memo.pdf (${digest(memo)})`);

      expect((await upload(server, memo)).body).toMatchObject({ repeated: false });
      expect((await entryOf(server, id))?.documents).toMatchObject([{ state: 'ok' }]);
      expect((await server.get(`/api/evidence/${digest(memo)}`)).text).toBe(memo.toString());
    },
  );

  it('is not found where nobody ever named it', async () => {
    const server = await servers.start();
    for (const name of ['0'.repeat(64), 'memo.pdf', '..%2f..%2fetc%2fpasswd']) {
      const { status, body } = await server.get(`/api/evidence/${name}`);
      expect([name, status, body['type']]).toEqual([name, 404, '/problems/document-not-found']);
    }
  });
});
