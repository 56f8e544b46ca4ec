import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isEventStoreError, newId, type EventStore, type NewEvent } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import { integrityOf } from '../support/integrity';
import { itUnless, report } from '../support/report';
import { useSmallDisks, whyNoSmallDisks } from '../support/small-disk';
import { faultsOf, readWholeLog, type Acknowledged } from '../support/whole-log';

const itWithDisk = itUnless(whyNoSmallDisks());
const disks = useSmallDisks();
const WRITERS = 16;
const MEGABYTE = 1024 * 1024;

const eventsOf = (stream: string, first: number, size: number): NewEvent[] =>
  Array.from({ length: size }, (_, index) => ({
    id: newId(),
    type: 'NoteTaken',
    data: { text: `${stream} ${String(first + index)}`, more: 'x'.repeat(500 + 1000 * index) },
    metadata: { append: `${String(first)}+${String(size)}` },
  }));

/** Writers who go on where they were; each keeps what it is told. */
function startWriting() {
  const revisions = Array.from({ length: WRITERS }, () => -1);
  const acknowledged: Acknowledged[] = [];
  const append = async (store: EventStore, writer: number): Promise<string> => {
    const stream = `film-${String(writer)}`;
    const before = revisions[writer] ?? -1;
    const events = eventsOf(stream, before + 1, 1 + (writer % 4));
    try {
      const answer = await store.append(stream, before === -1 ? 'no-stream' : BigInt(before), events);
      revisions[writer] = Number(answer.revision);
      acknowledged.push({ stream, revision: Number(answer.revision), position: answer.position });
      return 'answered';
    } catch (error) {
      return isEventStoreError(error) ? error.code : String(error);
    }
  };
  return {
    acknowledged,
    /** One append of each writer, at the same time. */
    once: (store: EventStore) => Promise.all(revisions.map((_, writer) => append(store, writer))),
  };
}

itWithDisk('a full disk is told, costs nothing that was answered, and is forgotten once there is room', async () => {
  const { folder } = disks.make(3);
  const file = join(folder, 'log.db');
  writeFileSync(join(folder, 'ballast'), Buffer.alloc(MEGABYTE));
  const writing = startWriting();
  const store = openSqliteEventStore({ file, pragmas: { wal_autocheckpoint: 100 } });
  const told: string[] = [];
  while (!told.includes('full')) told.push(...(await writing.once(store)));
  for (let times = 0; times < 10; times += 1) told.push(...(await writing.once(store)));
  expect(new Set(told)).toEqual(new Set(['answered', 'full']));
  expect(faultsOf(await readWholeLog(store), writing.acknowledged)).toStrictEqual([]);

  rmSync(join(folder, 'ballast'));
  for (let times = 0; times < 3; times += 1) expect(new Set(await writing.once(store))).toEqual(new Set(['answered']));
  expect(faultsOf(await readWholeLog(store), writing.acknowledged)).toStrictEqual([]);
  await store.close();

  expect(integrityOf(file)).toBe('ok');
  const again = openSqliteEventStore({ file });
  expect(faultsOf(await readWholeLog(again), writing.acknowledged)).toStrictEqual([]);
  await again.close();
  const full = told.filter((each) => each === 'full').length;
  report(
    'full disk',
    `${String(full)} appends told "full", ${String(writing.acknowledged.length)} answered, none lost`,
  );
});

itWithDisk('a log that finds no room to be closed or opened is there when there is room again', async () => {
  const { folder } = disks.make(2);
  const file = join(folder, 'log.db');
  const writing = startWriting();
  const store = openSqliteEventStore({ file });
  await writing.once(store);
  expect(() => writeFileSync(join(folder, 'ballast'), Buffer.alloc(3 * MEGABYTE))).toThrow('ENOSPC');
  expect(new Set(await writing.once(store))).not.toContain('answered');
  await store.close();

  let code = '';
  try {
    await openSqliteEventStore({ file }).close();
  } catch (error) {
    code = isEventStoreError(error) ? error.code : String(error);
  }
  expect(['', 'full']).toContain(code);
  rmSync(join(folder, 'ballast'));
  const again = openSqliteEventStore({ file });
  expect(new Set(await writing.once(again))).toEqual(new Set(['answered']));
  expect(faultsOf(await readWholeLog(again), writing.acknowledged)).toStrictEqual([]);
  await again.close();
});

itWithDisk('a disk that can only be read is told, and the log is there when it can be written again', async () => {
  const disk = disks.make(4);
  const file = join(disk.folder, 'log.db');
  const writing = startWriting();
  const store = openSqliteEventStore({ file });
  await writing.once(store);
  await store.close();

  disk.remount('ro');
  for (const readOnly of [false, true]) {
    const open = () => openSqliteEventStore({ file, readOnly });
    expect(open).toThrow(expect.objectContaining({ name: 'EventStoreError', code: 'read-only' }) as Error);
    expect(open).toThrow('check the permissions of its file and folder, and that its disk is writable');
  }
  disk.remount('rw');
  const again = openSqliteEventStore({ file });
  await writing.once(again);
  expect(faultsOf(await readWholeLog(again), writing.acknowledged)).toStrictEqual([]);
  await again.close();
  report('read-only disk', 'told "read-only" by writers and readers, everything there once it is cured');
});
