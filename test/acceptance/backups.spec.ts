import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { restoreLog } from '#event-store/sqlite';
import type { Server } from '#testing/http';
import { enter, serversFor, upload } from '#testing/http';
import { cheered, signed, verified } from './support/ledger';

const servers = serversFor();

const MORNING = '2025-09-07T03:00:00.000Z';

let to: string;
beforeEach(() => {
  to = mkdtempSync(join(tmpdir(), 'backups-'));
});
afterEach(() => rmSync(to, { recursive: true }));

const start = (environment: Readonly<Record<string, string>> = {}): Promise<Server> =>
  servers.start({ now: MORNING, environment: { OVATION_BACKUP_FOLDER: to, ...environment } });

/** The backups that there are, the oldest first. */
const backups = (): readonly string[] =>
  readdirSync(to)
    .filter((name) => name.endsWith('.db'))
    .sort();

async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}

/** Waits until there is a backup whose name says that it is of so late. */
const untilMade = (time: string): Promise<void> =>
  until(() => backups().some((name) => name.startsWith(`ovation-${time}`)));

const readiness = async (server: Server) => {
  const { status, body } = await server.get('/health/ready');
  const { problems, processes } = body as {
    readonly problems: readonly string[];
    readonly processes: readonly { readonly process: string }[];
  };
  return { status, problems, backup: processes.find(({ process }) => process === 'backup') };
};

it('backs up when it is time, also over a restart, and keeps as many as it is told', async () => {
  let server = await start({ OVATION_BACKUP_KEEP: '2' });
  await untilMade('20250907T03');
  expect(await readiness(server)).toEqual({
    status: 200,
    problems: [],
    backup: { process: 'backup', status: 'running' },
  });
  const [first = ''] = backups();
  server.clock.moveTo('2025-09-07T15:00:00.000Z');
  server = await servers.restart(server);
  await cheered(server);
  expect(backups()).toEqual([first]);
  server.clock.moveTo('2025-09-08T03:00:00.000Z');
  await untilMade('20250908T03');
  server = await servers.restart(server, () => server.clock.moveTo('2025-09-12T06:00:00.000Z'));
  await untilMade('20250912T06');
  await until(() => backups().length === 2);
  expect(backups().map((name) => name.slice(0, 'ovation-20250908T03'.length))).toEqual([
    'ovation-20250908T03',
    'ovation-20250912T06',
  ]);
});

it('makes what restores, with its documents, and verifies against a checkpoint that was kept', async () => {
  const server = await start();
  await untilMade('20250907T03');
  const ovation = await cheered(server);
  const sha256 = await upload(server, 'Ten minutes, standing. Signed.');
  await enter(server, '/k-pops-2024/evidence', { entry: ovation, sha256, name: 'witness.txt' });
  const { note } = await signed(server);
  server.clock.moveTo('2025-09-08T03:00:00.000Z');
  await untilMade('20250908T03');
  await enter(server, '/k-pops-2024/notes', { text: 'After the backup.' });
  const kept = join(to, backups().at(-1) ?? '');
  const copied = join(to, 'evidence', sha256.slice(0, 2), sha256);
  await until(() => existsSync(copied));
  expect(readFileSync(copied, 'utf8')).toContain('Signed.');

  const elsewhere = join(to, 'restored');
  await restoreLog({ backup: kept, file: join(elsewhere, 'ovation.db') });
  cpSync(join(to, 'evidence'), join(elsewhere, 'evidence'), { recursive: true });
  const restored = await servers.start({
    now: '2025-09-08T04:00:00.000Z',
    environment: { OVATION_DATA_DIR: elsewhere },
  });
  const { status, verdict } = await verified(restored, { against: [note] });
  expect([status, verdict.isIntact, verdict.findings]).toEqual(['done', true, []]);
  const { text } = await restored.get('/api/audit/events');
  expect([text.includes('OvationReceived'), text.includes('After the backup.')]).toEqual([true, false]);
});

it('is not ready while the last backup failed, says why, and is again once one is whole', async () => {
  const place = join(to, 'taken');
  writeFileSync(place, 'A file.');
  const server = await start({ OVATION_BACKUP_FOLDER: place });
  await until(async () => (await readiness(server)).status === 503);
  const error = `The backups in ${place} cannot be listed: check that it is a folder, and its permissions.`;
  expect(await readiness(server)).toEqual({
    status: 503,
    problems: [`Backup: ${error}`],
    backup: { process: 'backup', status: 'running', error },
  });
  await cheered(server);
  rmSync(place);
  mkdirSync(place);
  server.clock.moveTo('2025-09-07T03:10:00.000Z');
  await until(async () => (await readiness(server)).status === 200);
  expect(readdirSync(place).filter((name) => name.endsWith('.db'))).toHaveLength(1);
});
