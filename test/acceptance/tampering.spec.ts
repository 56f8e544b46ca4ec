import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { watchedLog } from '#apps/cli';
import { witness } from '#ledger';
import type { Server } from '#testing/http';
import { enter, serversFor } from '#testing/http';
import { cheered, signed, verified } from './support/ledger';

const servers = serversFor();

/** As somebody does it who has the file, while the server is down. */
const tamper =
  ({ folder }: Server, statement: string) =>
  (): void => {
    const database = new DatabaseSync(join(folder, 'ovation.db'));
    database.exec(statement);
    database.close();
  };

it('names an event that somebody has altered, and is not ready', async () => {
  const server = await servers.start();
  await cheered(server);
  const { note } = await signed(server);
  const change = `UPDATE events SET data = replace(data, 'Princess', 'Prince') WHERE type = 'FilmScreened'`;
  const again = await servers.restart(server, tamper(server, change));
  const { verdict } = await verified(again, { against: [note] });
  expect(verdict.findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['altered', 'checkpoint', 'view']));
  expect(verdict.findings[0]?.message).toMatch(/^Event \d of the log \(FilmScreened .* is not what was recorded/);
  const ready = await again.get('/health/ready');
  expect(ready.status).toBe(503);
  expect(ready.body['problems']).toEqual([expect.stringContaining('FilmScreened')]);
  const events = (await again.get('/api/audit/events?type=FilmScreened')).body['items'];
  const [screening] = events as readonly { readonly eventId: string }[];
  const proof = await again.get(`/api/ledger/proof/inclusion?event=${screening?.eventId ?? ''}`);
  expect(proof).toMatchObject({ status: 409, body: { type: '/problems/log-altered' } });
  const shown = await again.get(`/api/audit/events/${screening?.eventId ?? ''}`);
  expect(shown).toMatchObject({ status: 200, body: { proof: null } });
  expect(shown.body['notProven']).toContain('not what was recorded');
  for (const { view } of (await again.stores.views?.status()) ?? []) await again.stores.views?.rebuild(view);
});

it('signs nothing any more once the end of the log is gone, and a witness notices', async () => {
  const kept = mkdtempSync(join(tmpdir(), 'witness-'));
  try {
    const server = await servers.start();
    await cheered(server);
    await signed(server);
    await enter(server, '/k-pops-2024/interest', { buyer: 'A24' });
    const { size } = await signed(server);
    const look = ({ url }: Server) =>
      witness({ log: watchedLog(url), folder: kept, name: 'lawyer', now: () => new Date(0) });
    expect((await look(server)).size).toBe(size);
    const end = `DELETE FROM events WHERE position >= (SELECT position FROM events WHERE type = 'InterestExpressed')`;
    const again = await servers.restart(server, tamper(server, end));
    await expect(look(again)).rejects.toThrow('History shrank: the log has');
    const { verdict } = await verified(again);
    expect(verdict.findings[0]).toMatchObject({ code: 'shrunk' });
    expect(await again.post('/api/ledger/checkpoints')).toMatchObject({
      status: 409,
      body: { type: '/problems/log-altered' },
    });
    expect((await again.get('/health/ready')).body['problems']).toEqual(
      expect.arrayContaining([expect.stringContaining('The ledger is stopped: The log is not the one')]),
    );
  } finally {
    rmSync(kept, { recursive: true });
  }
});
