import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyBundle } from '#acquisition/bundle';
import { watchedLog } from '#apps/cli';
import type { ConsistencyProof, InclusionProof } from '#ledger';
import { isConsistent, isIncluded, openCheckpoint, readVerifier, witness } from '#ledger';
import type { Server } from '#testing/http';
import { enter, serversFor } from '#testing/http';
import { cheered, signed, verified } from './support/ledger';

const servers = serversFor();

let kept: string;
beforeEach(() => {
  kept = mkdtempSync(join(tmpdir(), 'witness-'));
});
afterEach(() => rmSync(kept, { recursive: true }));

interface LedgerTold {
  readonly origin: string;
  readonly keys: readonly string[];
  readonly size: number;
  readonly checkpoint: { readonly size: number; readonly root: string } | null;
}
const ledgerOf = async (server: Server): Promise<LedgerTold> =>
  (await server.get('/api/ledger')).body as unknown as LedgerTold;

it('proves to whoever keeps a checkpoint that an ovation is in the log, and that the log only grew', async () => {
  const server = await servers.start();
  const ovation = await cheered(server);
  const first = await signed(server);
  const { origin, keys } = await ledgerOf(server);
  const key = readVerifier(keys[0] ?? '');
  expect(openCheckpoint(first.note, [key])).toMatchObject({ origin, size: first.size });
  const note = await server.get('/api/ledger/checkpoint');
  expect(note.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(note.text).toBe(first.note);

  const included = await server.get(`/api/ledger/proof/inclusion?event=${ovation}&size=${String(first.size)}`);
  const proof = included.body as unknown as InclusionProof;
  expect(isIncluded(proof)).toBe(true);
  expect(proof.root).toBe(first.root);
  expect(JSON.parse(proof.leaf)).toMatchObject({ id: ovation, type: 'OvationReceived' });
  expect(isIncluded({ ...proof, leaf: proof.leaf.replace('standing', 'seated') })).toBe(false);

  await enter(server, '/k-pops-2024/interest', { buyer: 'A24' });
  const second = await signed(server);
  expect(second.size).toBeGreaterThan(first.size);
  const path = `/api/ledger/proof/consistency?from=${String(first.size)}&to=${String(second.size)}`;
  const growth = (await server.get(path)).body as unknown as ConsistencyProof;
  expect(isConsistent(growth)).toBe(true);
  expect([growth.from.root, growth.to.root]).toEqual([first.root, second.root]);
  // Nothing new to sign: the same again.
  expect(await signed(server)).toEqual(second);
  expect(await verified(server, { against: [first.note, second.note] })).toMatchObject({
    status: 'done',
    verdict: { isIntact: true, findings: [], checkpoints: 2, origin },
  });
});

it('shows an event with its proof: of the log as it is, and once a checkpoint covers it, by that', async () => {
  const server = await servers.start();
  const ovation = await cheered(server);
  const shown = async () => {
    const { body } = await server.get(`/api/audit/events/${ovation}`);
    return body as {
      readonly notProven: string | null;
      readonly proof: InclusionProof & { readonly note: string | null };
    };
  };
  const before = await shown();
  expect(isIncluded(before.proof)).toBe(true);
  expect(before).toMatchObject({ notProven: null, proof: { note: null } });
  const { note, root, size } = await signed(server);
  await enter(server, '/k-pops-2024/interest', { buyer: 'A24' });
  const after = await shown();
  expect(isIncluded(after.proof)).toBe(true);
  expect(after).toMatchObject({ notProven: null, proof: { note, root, size, leaf: before.proof.leaf } });
});

it('signs by itself once enough was recorded, or long enough ago', async () => {
  const server = await servers.start({
    environment: { OVATION_CHECKPOINT_EVENTS: '5', OVATION_CHECKPOINT_MINUTES: '10' },
  });
  const checkpoint = async (least: number) => {
    for (;;) {
      const { checkpoint: last } = await ledgerOf(server);
      if (last !== null && last.size >= least) return last.size;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await cheered(server);
  await enter(server, '/k-pops-2024/interest', { buyer: 'A24' });
  await enter(server, '/k-pops-2024/interest', { buyer: 'Neon' });
  const byNumber = await checkpoint(6);
  await enter(server, '/k-pops-2024/interest', { buyer: 'Mubi' });
  server.clock.moveTo('2024-09-06T09:11:00.000Z');
  expect(await checkpoint(byNumber + 2)).toBeGreaterThan(byNumber);
});

it('is watched by a witness, who goes along with a new key', async () => {
  const server = await servers.start();
  await cheered(server);
  await signed(server);
  const watch = () => witness({ log: watchedLog(server.url), folder: kept, name: 'lawyer', now: () => new Date(0) });
  const first = await watch();
  expect(first.before).toBeUndefined();
  expect((await server.post('/api/ledger/keys', {})).status).toBe(201);
  expect((await ledgerOf(server)).keys).toHaveLength(2);
  const { size } = await signed(server);
  expect(await watch()).toMatchObject({ origin: first.origin, before: first.size, size });
  expect(readdirSync(kept).filter((name) => name.startsWith('checkpoint-'))).toHaveLength(2);
  expect(readFileSync(first.file, 'utf8')).toMatch(/\n\n— ovation\/\S+ \S+\n— lawyer \S+\n$/);
  // A log that was made anew has another name, and no proof.
  const other = await servers.start();
  await cheered(other);
  await signed(other);
  const log = watchedLog(other.url);
  await expect(witness({ log, folder: kept, name: 'lawyer', now: () => new Date(0) })).rejects.toThrow(
    'of another log',
  );
});

it.each([
  ['a proof of nothing', '/api/ledger/proof/inclusion', 400, 'invalid-input'],
  ['a proof of what was never recorded', '/api/ledger/proof/inclusion?event=nothing', 404, 'event-not-found'],
  ['a size that is none', '/api/ledger/proof/consistency?from=-1', 400, 'invalid-input'],
  ['a size that is not there', '/api/ledger/proof/consistency?from=1000', 404, 'not-in-ledger'],
  ['sizes the wrong way round', '/api/ledger/proof/consistency?from=2&to=1', 400, 'invalid-input'],
  ['a checkpoint before the first', '/api/ledger/checkpoint', 404, 'not-in-ledger'],
])('refuses %s', async (_, path, status, type) => {
  const server = await servers.start();
  await cheered(server);
  await server.get('/api/slate');
  expect(await server.get(path)).toMatchObject({ status, body: { type: `/problems/${type}` } });
});

it.each([
  ['a checkpoint that is none', { against: ['hello'] }],
  ['a key that is none', { key: 'hello' }],
  ['a field that is unknown', { everything: true }],
])('verifies nothing against %s', async (_, body) => {
  const server = await servers.start();
  expect(await server.post('/api/audit/verify', body)).toMatchObject({
    status: 400,
    body: { type: '/problems/invalid-input' },
  });
});

it('hands a film over in one archive, with the proof of every entry', async () => {
  const server = await servers.start();
  await cheered(server);
  const before = await server.get('/api/audit/export/bundle?film=k-pops-2024');
  expect(before).toMatchObject({ status: 404, body: { type: '/problems/not-in-ledger' } });
  await signed(server);
  const answer = await fetch(`${server.url}/api/audit/export/bundle?film=k-pops-2024`);
  expect(answer.headers.get('content-type')).toBe('application/zip');
  const file = join(kept, 'k-pops.zip');
  writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
  const { keys, origin } = await ledgerOf(server);
  expect(await verifyBundle(file, { key: keys[0] ?? '' })).toMatchObject({ isIntact: true, origin, remarks: [] });
});
