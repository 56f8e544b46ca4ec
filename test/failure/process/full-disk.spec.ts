import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteEventStore } from '#event-store/sqlite';
import { exchange, type Answered } from '../support/exchange';
import { usePrograms } from '../support/programs';
import { itUnless, report } from '../support/report';
import { startServerProcess } from '../support/server-process';
import { useSmallDisks, whyNoSmallDisks } from '../support/small-disk';
import { viewsOfFolderThatDiffer } from '../support/views';

const itWithDisk = itUnless(whyNoSmallDisks());
const disks = useSmallDisks();
const programs = usePrograms();

const FILM = { title: 'K-Pops!', year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-07-01' };
const NOTES = '/api/films/k-pops-2024/notes';
const AT_ONCE = 16;

itWithDisk('a server whose disk is full says so, goes on reading, and records again once there is room', async () => {
  const { folder } = disks.make(6);
  writeFileSync(join(folder, 'ballast'), Buffer.alloc(3 * 1024 * 1024));
  const { program, url } = await startServerProcess(programs, folder);
  await exchange({ url, path: '/api/films', body: FILM });
  const answered: string[] = [];
  let number = 0;
  const take = async (): Promise<Answered> => {
    const text = `Note ${String((number += 1))} ${'x'.repeat(4000)}`;
    const answer = await exchange({ url, path: NOTES, body: { text } });
    if ('failed' in answer) throw new Error(`The server does not answer: ${answer.failed}`);
    if (answer.status === 201) answered.push(text);
    return answer;
  };
  const takeSome = (): Promise<Answered[]> => Promise.all(Array.from({ length: AT_ONCE }, take));
  const isFull = ({ status, text }: Answered): boolean => status === 503 && text.includes('/problems/store-full');

  let answers = await takeSome();
  while (!answers.some(isFull)) answers = await takeSome();
  answers = await takeSome();
  expect(answers.filter((answer) => answer.status !== 201 && !isFull(answer))).toStrictEqual([]);
  expect(await exchange({ url, path: '/api/films/k-pops-2024' })).toMatchObject({ status: 200 });

  rmSync(join(folder, 'ballast'));
  const after = await takeSome();
  expect(after.map(({ status }) => status)).toStrictEqual(after.map(() => 201));
  program.child.kill('SIGTERM');
  expect(await program.ended).toBe(0);

  const store = openSqliteEventStore({ file: join(folder, 'ovation.db'), readOnly: true });
  const notes: unknown[] = [];
  for await (const { type, data } of store.readAll()) if (type === 'NoteTaken') notes.push(data['text']);
  await store.close();
  expect(notes.sort()).toStrictEqual(answered.sort());
  expect(await viewsOfFolderThatDiffer(folder)).toStrictEqual([]);
  report(
    'server on a full disk',
    `${String(answered.length)} notes answered and recorded, the others told "store-full"`,
  );
});
