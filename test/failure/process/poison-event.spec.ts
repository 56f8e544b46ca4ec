import { join } from 'node:path';
import { viewsOf } from '#apps/api';
import { newId } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import { readDeadLetters } from '#read-store';
import { exchange } from '../support/exchange';
import { useFolders } from '../support/folders';
import { usePrograms } from '../support/programs';
import { report } from '../support/report';
import { startServerProcess } from '../support/server-process';
import { openData, viewsThatDiffer } from '../support/views';

const OVATION = join(__dirname, '../../../bin/ovation.mjs');

const folders = useFolders();
const programs = usePrograms();

const filmOf = (title: string) => ({ title, year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' });

interface Letter {
  readonly id: string;
  readonly view: string;
  readonly attempts: number;
}

/** Puts an event into a log that nobody uses which no view can read. */
async function poison(folder: string, filmId: string): Promise<void> {
  const store = openSqliteEventStore({ file: join(folder, 'ovation.db') });
  await store.append(`film-${filmId}`, 0n, [{ id: newId(), type: 'FilmScreened', data: { venue: 7 }, metadata: {} }]);
  await store.close();
}

it('a poison event stops nothing else, is told on the command line, and waits there through restarts', async () => {
  const folder = folders.make();
  const ovation = async (...args: readonly string[]): Promise<{ code: number | string; lines: readonly string[] }> => {
    const program = programs.start(OVATION, args, { env: { OVATION_DATA_DIR: folder }, mayComplain: true });
    return { code: await program.ended, lines: program.lines };
  };
  const first = await startServerProcess(programs, folder);
  const film = await exchange({ url: first.url, path: '/api/films', body: filmOf('Poisoned') });
  await exchange({ url: first.url, path: '/api/films', body: filmOf('Healthy') });
  await first.program.kill();
  const { filmId } = JSON.parse('text' in film ? film.text : '{}') as { filmId: string };
  await poison(folder, filmId);

  const second = await startServerProcess(programs, folder);
  const note = { url: second.url, path: '/api/films/healthy-2024/notes', body: { text: 'Goes on.' } };
  const answer = await exchange(note);
  expect(answer).toMatchObject({ status: 201 });
  const { position } = JSON.parse('text' in answer ? answer.text : '{}') as { position: string };
  const history = { url: second.url, path: '/api/films/healthy-2024/history', headers: { 'at-least': position } };
  expect(await exchange(history)).toMatchObject({ status: 200, text: expect.stringContaining('Goes on.') as string });
  await second.program.kill();

  const listed = await ovation('dead-letters', 'list', '--json');
  const waiting = JSON.parse(listed.lines.join('')) as readonly Letter[];
  const retried = await ovation('dead-letters', 'retry', waiting[0]?.id ?? '');
  expect(retried.code).not.toBe(0);
  expect(retried.lines.join('\n')).toMatch(/still cannot be applied: .+/);
  const stores = await openData(folder, 'reader');
  // All but the one of rates, which are of no film, and the one of documents, which reads only what can name one.
  const views = viewsOf(stores.store).flatMap(({ name }) => (['rates', 'documents'].includes(name) ? [] : [name]));
  expect(waiting.map(({ view }) => view).sort()).toStrictEqual(views.sort());
  const attempts = (await readDeadLetters(stores.readStore.bookkeeping)).map((letter) => letter.attempts);
  expect(attempts.sort()).toStrictEqual([...views.slice(1).map(() => 1), 2]);
  expect(await viewsThatDiffer(stores)).toStrictEqual([]);
  await stores.close();
  report(
    'poison event',
    `one letter for each of ${String(views.length)} views through kills and a retry, everything else goes on`,
  );
});
