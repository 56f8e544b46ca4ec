import { join } from 'node:path';
import { openSqliteEventStore } from '#event-store/sqlite';
import { exchange } from '../support/exchange';
import { useFolders } from '../support/folders';
import { usePrograms } from '../support/programs';
import { report } from '../support/report';
import { startServerProcess } from '../support/server-process';
import { viewsOfFolderThatDiffer } from '../support/views';

const FILM = { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' };
const HOUR = 3_600_000;
const NOTES = 20;

const folders = useFolders();
const programs = usePrograms();

it('the time of recording never goes back, though the clock does while the server is down', async () => {
  const folder = folders.make();
  const recordNotes = async (behind: number, path: string): Promise<void> => {
    const { program, url } = await startServerProcess(programs, folder, {
      flags: ['--require', join(__dirname, '../support/clock-set-back.cjs')],
      env: { CLOCK_SET_BACK: String(behind) },
    });
    if (behind === 0) expect(await exchange({ url, path: '/api/films', body: FILM })).toMatchObject({ status: 201 });
    for (let number = 0; number < NOTES; number += 1)
      expect(await exchange({ url, path, body: { text: `Note ${String(number)}.` } })).toMatchObject({ status: 201 });
    await program.kill();
  };
  for (const behind of [0, HOUR, 24 * HOUR, HOUR / 2]) await recordNotes(behind, '/api/films/k-pops-2024/notes');

  const store = openSqliteEventStore({ file: join(folder, 'ovation.db'), readOnly: true });
  const times: string[] = [];
  for await (const { recordedAt } of store.readAll()) times.push(recordedAt);
  await store.close();
  expect(times.length).toBeGreaterThan(4 * NOTES);
  expect(times).toStrictEqual([...times].sort());
  expect(new Set(times.slice(-3 * NOTES)).size).toBe(1);
  expect(await viewsOfFolderThatDiffer(folder)).toStrictEqual([]);
  report('clock set back by up to a day between starts', `${String(times.length)} events, no time goes back`);
});
