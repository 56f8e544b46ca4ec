import { join } from 'node:path';
import { isEventStoreError, newId } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import { countOf } from '../support/chance';
import { useFolders } from '../support/folders';
import { usePrograms } from '../support/programs';
import { report } from '../support/report';

const ATTEMPTS = countOf('OVATION_FAILURE_ATTEMPTS', 10_000);
const WRITERS = 64;
const STREAM = 'film-wanted';

const folders = useFolders();
const programs = usePrograms();

it('of many who write the same revision of one stream one wins, and the others are told the conflict', async () => {
  const folder = folders.make();
  const file = join(folder, 'log.db');
  const store = openSqliteEventStore({ file, pragmas: { wal_autocheckpoint: 50 } });
  // Others read and look for the lock meanwhile, from another process.
  const onlooker = programs.start(join(__dirname, 'look-on.mts'), [file]);
  await onlooker.told((line) => (line === 'looking' ? line : undefined));

  const winners = new Map<bigint, string[]>();
  const errors = new Map<string, number>();
  let [attempts, actual]: [number, bigint | 'no-stream'] = [0, 'no-stream'];
  const write = async (writer: string): Promise<void> => {
    while (attempts < ATTEMPTS) {
      attempts += 1;
      const expected = actual;
      const event = { id: newId(), type: 'NoteTaken', data: { writer }, metadata: {} };
      try {
        const { revision } = await store.append(STREAM, expected, [event]);
        winners.set(revision, [...(winners.get(revision) ?? []), event.id]);
        actual = revision;
      } catch (error) {
        const code = isEventStoreError(error) ? error.code : String(error);
        errors.set(code, (errors.get(code) ?? 0) + 1);
      }
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, index) => write(String(index))));

  const ids: string[] = [];
  for await (const { id } of store.readStream(STREAM)) ids.push(id);
  onlooker.tell('enough');
  expect(await onlooker.ended).toBe(0);
  await store.close();
  expect(ids).toStrictEqual([...winners.keys()].sort(byNumber).flatMap((revision) => winners.get(revision)));
  expect(winners.size).toBe(ids.length);
  expect(Object.fromEntries(errors)).toStrictEqual({ conflict: ATTEMPTS - ids.length });
  const { reads, refusals, others } = JSON.parse(onlooker.lines.at(-1) ?? '') as Readonly<Record<string, unknown>>;
  expect(others).toStrictEqual([]);
  report(
    `${String(WRITERS)} writers of one stream`,
    `${String(ATTEMPTS)} attempts, ${String(ids.length)} winners, one for each revision, all others told the conflict; ` +
      `meanwhile ${String(reads)} reads from another process, which was refused the lock ${String(refusals)} times`,
  );
});

const byNumber = (one: bigint, other: bigint): number => Number(one - other);
