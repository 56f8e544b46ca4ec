import type { Server } from '#testing/http';
import { enter, serversFor } from '#testing/http';

const servers = serversFor();

type Row = Readonly<Record<string, unknown>>;

const K_POPS = '/k-pops-2024';
const asks = (parameters: Readonly<Record<string, string>>) => new URLSearchParams(parameters).toString();
const benelux = { territories: 'Benelux', media: 'SVOD' };

async function slateOfThree(): Promise<Server> {
  const server = await servers.start({ now: '2024-09-10T09:00:00.000Z' });
  for (const [title, year] of [
    ['K-Pops!', 2024],
    ['Eden', 2024],
    ['The Room Next Door', 2024],
  ] as const)
    await enter(server, '', { title, year, directors: ['Anderson .Paak'], occurredAt: '2024-01-01' });
  return server;
}

const acquire = (server: Server, film: string, buyer: string, rights: object) =>
  enter(server, `${film}/deals`, { buyer, rights, occurredAt: '2024-09-09' });

const filmAvails = async (server: Server, parameters: Readonly<Record<string, string>>, film = K_POPS) =>
  (await server.get(`/api/films${film}/avails?${asks(parameters)}`)).body;

const freeOnSlate = async (server: Server, parameters: Readonly<Record<string, string>>) =>
  ((await server.get(`/api/avails?${asks(parameters)}`)).body['items'] as readonly Row[]).map(({ slug }) => slug);

describe('avails of a film', () => {
  it('say where it is free, until when, why not, and on whose word', async () => {
    const server = await slateOfThree();
    const source = { kind: 'press', outlet: 'Variety' };
    const rights = { territories: 'Benelux', to: '2027-01-01' };
    const deal = await enter(server, `${K_POPS}/deals`, { buyer: 'Mubi', rights, occurredAt: '2024-09-09', source });
    expect(await filmAvails(server, benelux)).toMatchObject({
      slug: 'k-pops-2024',
      day: '2024-09-10',
      summary: 'Benelux, SVOD: free from 1 January 2027; until then committed to Mubi',
      asked: 'Benelux, SVOD',
      free: 'Benelux, SVOD, from 1 January 2027',
      isFree: false,
      mandate: { isAssumed: true },
      blocks: [
        { isFree: false, status: 'committed', buyer: 'Mubi', dealId: deal.id, eventIds: [deal.id], sources: [source] },
        { isFree: true, status: 'available', window: { from: '2027-01-01', to: null } },
      ],
    });
    expect(await filmAvails(server, { ...benelux, from: '2027-01-01' })).toMatchObject({ isFree: true });
    expect(await filmAvails(server, { territories: 'Rest of world' })).toMatchObject({
      asked: 'Worldwide - Benelux, all rights',
    });
    await enter(server, `${K_POPS}/deals/${deal.id}/revert`, { rights: { territories: 'Belgium' } });
    await enter(server, `${K_POPS}/mandates`, { agent: 'mk2', rights: { territories: 'Worldwide - France' } });
    expect(await filmAvails(server, { territories: 'Rest of world' })).toMatchObject({
      asked: 'Worldwide - France - Luxembourg - Netherlands, all rights',
    });
    expect(await filmAvails(server, { territories: 'Belgium', languages: 'fr, nl', from: '2027-01-01' })).toMatchObject(
      {
        summary: 'Belgium, all rights, from 1 January 2027, in Dutch and French: free',
      },
    );
  });

  it('are told of any moment on both clocks', async () => {
    const server = await slateOfThree();
    server.clock.moveTo('2024-10-01T09:00:00.000Z');
    await acquire(server, K_POPS, 'Mubi', { territories: 'Benelux' });
    const isFree = async (moment: Readonly<Record<string, string>>) =>
      (await filmAvails(server, { ...benelux, ...moment }))['isFree'];
    expect(await isFree({})).toBe(false);
    expect(await isFree({ asOf: '2024-09-08' })).toBe(true);
    expect(await isFree({ asOf: '2024-09-09' })).toBe(false);
    expect(await isFree({ asOf: '2024-09-09', knownAt: '2024-09-30' })).toBe(true);
  });

  it.each([
    [{ territories: 'Germny' }, 'territories', ['Germany']],
    [{ media: 'SVODD' }, 'media', ['SVOD']],
    [{ from: '2024-02-30' }, 'from', undefined],
    [{ to: '2024-01-01' }, 'to', undefined],
    [{ from: '2027-01-01', to: '2026-01-01' }, 'to', undefined],
    [{ languages: 'fr,xx' }, 'languages', undefined],
    [{ format: 'pdf' }, 'format', undefined],
    [{ media: 'theatrical', format: 'ema' }, 'format', undefined],
    [{ territory: 'Benelux' }, 'territory', ['territories']],
  ])('refuse %j in a sentence', async (parameters, field, nearest) => {
    const server = await slateOfThree();
    const { status, body } = await server.get(`/api/films${K_POPS}/avails?${asks(parameters)}`);
    expect([status, body['type']]).toEqual([400, '/problems/invalid-input']);
    const problem = (body['fields'] as readonly Row[])[0];
    expect(problem?.['field']).toBe(field);
    if (nearest !== undefined) expect(problem?.['nearest']).toEqual(expect.arrayContaining(nearest));
  });
});

describe('avails of the slate', () => {
  it('list the films that are free, in order of title', async () => {
    const server = await slateOfThree();
    await acquire(server, '/eden-2024', 'Neon', { territories: 'Worldwide', media: 'SVOD', to: '2026-01-01' });
    await enter(server, '/the-room-next-door-2024/mandates', {
      agent: 'CAA',
      rights: { territories: 'North America' },
      occurredAt: '2024-09-09',
    });
    expect(await freeOnSlate(server, benelux)).toEqual(['k-pops-2024']);
    expect(await freeOnSlate(server, { ...benelux, from: '2026-01-01' })).toEqual(['eden-2024', 'k-pops-2024']);
    expect(await freeOnSlate(server, { territories: 'US', media: 'TVOD' })).toEqual([
      'eden-2024',
      'k-pops-2024',
      'the-room-next-door-2024',
    ]);
    await enter(server, `${K_POPS}/withdrawals`, { occurredAt: '2024-09-10' });
    expect(await freeOnSlate(server, benelux)).toEqual([]);
    expect((await filmAvails(server, benelux))['summary']).toBe(
      'Benelux, SVOD: not free; K-Pops! is withdrawn from sale',
    );
    expect(await freeOnSlate(server, { ...benelux, asOf: '2024-09-09' })).toEqual(['k-pops-2024']);
  });

  it('are right when a reservation runs out, without anything being recorded', async () => {
    const server = await slateOfThree();
    const offer = await enter(server, `${K_POPS}/offers`, {
      buyer: 'Neon',
      rights: { territories: 'Benelux' },
      occurredAt: '2024-09-10',
    });
    const reservedUntil = '2024-09-12T18:00:00.000Z';
    await enter(server, `${K_POPS}/offers/${offer.id}/accept`, { reservedUntil, occurredAt: '2024-09-10' });
    expect(await freeOnSlate(server, benelux)).not.toContain('k-pops-2024');
    server.clock.moveTo('2024-09-12T17:59:59.999Z');
    expect(await freeOnSlate(server, benelux)).not.toContain('k-pops-2024');
    server.clock.moveTo(reservedUntil);
    expect(await freeOnSlate(server, benelux)).toContain('k-pops-2024');
    expect(await filmAvails(server, benelux)).toMatchObject({ isFree: true });
  });

  it('tell what of it is free where not all is', async () => {
    const server = await slateOfThree();
    await acquire(server, K_POPS, 'Mubi', { territories: 'Netherlands' });
    await acquire(server, '/eden-2024', 'Neon', { territories: 'Worldwide' });
    const { body } = await server.get(`/api/avails?${asks({ ...benelux, part: 'any' })}`);
    expect(body).toMatchObject({
      asked: 'Benelux, SVOD',
      day: '2024-09-10',
      items: [
        { slug: 'k-pops-2024', isFree: false, free: 'Belgium, Luxembourg, SVOD', isMandateAssumed: true },
        { slug: 'the-room-next-door-2024', isFree: true, free: 'Benelux, SVOD' },
      ],
    });
  });

  it('tell what could be sold exclusively from what could be sold beside others', async () => {
    const server = await slateOfThree();
    await acquire(server, K_POPS, 'Mubi', { territories: 'Benelux', exclusive: false });
    await enter(server, '/eden-2024/mandates', {
      agent: 'CAA',
      rights: { territories: 'Worldwide', exclusive: false },
      occurredAt: '2024-09-09',
    });
    expect(await freeOnSlate(server, benelux)).toEqual(['eden-2024', 'the-room-next-door-2024']);
    expect(await freeOnSlate(server, { ...benelux, exclusive: 'true' })).toEqual(['the-room-next-door-2024']);
    expect(await freeOnSlate(server, { ...benelux, exclusive: 'false' })).toEqual([
      'eden-2024',
      'k-pops-2024',
      'the-room-next-door-2024',
    ]);
  });

  it('come page by page, and keep the cursor of one question for that question', async () => {
    const server = await slateOfThree();
    const first = await server.get(`/api/avails?${asks({ ...benelux, limit: '2' })}`);
    expect((first.body['items'] as readonly Row[]).map(({ slug }) => slug)).toEqual(['eden-2024', 'k-pops-2024']);
    const next = /^<([^>]+)>; rel="next"$/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    const second = await server.get(next);
    expect(second.body).toMatchObject({ items: [{ slug: 'the-room-next-door-2024' }], next: null });
    const other = next.replace('Benelux', 'Italy');
    expect(await server.get(other)).toMatchObject({ status: 400, body: { fields: [{ field: 'cursor' }] } });
  });

  it.each([
    [{ territories: 'Benelucks' }, 'territories'],
    [{ exclusive: 'maybe' }, 'exclusive'],
    [{ part: 'some' }, 'part'],
    [{ format: 'csv', limit: '10' }, 'limit'],
    [{ limit: '0' }, 'limit'],
  ])('refuse %j in a sentence', async (parameters, field) => {
    const server = await slateOfThree();
    const answer = await server.get(`/api/avails?${asks(parameters)}`);
    expect(answer).toMatchObject({ status: 400, body: { type: '/problems/invalid-input', fields: [{ field }] } });
  });
});

describe('avails as files', () => {
  it('are named after what they are of, and hold every film', async () => {
    const server = await slateOfThree();
    await acquire(server, K_POPS, 'Mubi', { territories: 'Benelux', to: '2027-01-01' });
    const file = await server.get(`/api/films${K_POPS}/avails?${asks({ ...benelux, format: 'csv' })}`);
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(file.headers.get('content-disposition')).toBe(
      `attachment; filename="avails-k-pops-2024-2024-09-10.csv"; filename*=UTF-8''avails-k-pops-2024-2024-09-10.csv`,
    );
    const [head, taken, free] = file.text.split('\r\n');
    expect(head).toMatch(/^Film,Year,Territories,Media,First day,Last day,Languages,Free,Status,Why,/);
    expect(taken).toMatch(/^K-Pops!,2024,Benelux,SVOD,2024-09-10,2026-12-31,,no,committed,committed to Mubi,Mubi,,/);
    expect(free).toMatch(/^K-Pops!,2024,Benelux,SVOD,2027-01-01,,,yes,available,,/);

    const slate = await server.get(`/api/avails?${asks({ ...benelux, part: 'any', format: 'csv' })}`);
    expect(slate.headers.get('content-disposition')).toContain('filename="avails-slate-2024-09-10.csv"');
    expect(slate.text.split('\r\n').slice(1, -1)).toEqual([
      'Eden,2024,Benelux,SVOD,2024-09-10,,,yes,assumed,',
      'K-Pops!,2024,Benelux,SVOD,2027-01-01,,,no,assumed,',
      'The Room Next Door,2024,Benelux,SVOD,2024-09-10,,,yes,assumed,',
    ]);
  });

  it('are workbooks, and sheets of the EMA Avails template', async () => {
    const server = await slateOfThree();
    const workbook = await fetch(`${server.url}/api/avails?${asks({ ...benelux, format: 'xlsx' })}`);
    expect(workbook.headers.get('content-type')).toContain('spreadsheetml.sheet');
    expect(
      Buffer.from(await workbook.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    const ema = await server.get(`/api/avails?${asks({ ...benelux, format: 'ema' })}`);
    expect(ema.headers.get('content-disposition')).toContain('filename="avails-slate-2024-09-10-ema.csv"');
    expect(ema.text.split('\r\n')).toHaveLength(2 + 3 * 3 + 1);
  });
});
