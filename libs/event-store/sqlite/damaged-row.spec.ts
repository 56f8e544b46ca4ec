import { DatabaseSync } from 'node:sqlite';
import { anEvent } from '../contract';
import { codeOf, useLogFolder } from './log-folder';

const folder = useLogFolder();

/** What a flipped bit can make of a column: the tables themselves would not take it. */
function put(column: string, value: string): void {
  const declare = (from: string, to: string): void => {
    const database = new DatabaseSync(folder.file);
    database.enableDefensive(false);
    database.exec('PRAGMA writable_schema = ON');
    database.prepare("UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = 'events'").run(from, to);
    database.close();
  };
  const declared = {
    id: 'id BLOB NOT NULL UNIQUE CHECK (length(id) = 16)',
    type: 'type TEXT NOT NULL',
    recorded_at: 'recorded_at INTEGER NOT NULL',
    data: 'data TEXT NOT NULL',
    metadata: 'metadata TEXT NOT NULL',
  }[column];
  if (declared === undefined) throw new Error(`There is no column ${column}.`);
  declare(declared, column === 'id' ? 'id ANY UNIQUE' : `${column} ANY`);
  const database = new DatabaseSync(folder.file);
  database.exec(`UPDATE events SET ${column} = ${value} WHERE position = 2`);
  database.close();
  declare(column === 'id' ? 'id ANY UNIQUE' : `${column} ANY`, declared);
}

it.each([
  ['id', 'NULL'],
  ['id', "x'00'"],
  ['type', 'NULL'],
  ['recorded_at', 'NULL'],
  ['data', 'NULL'],
  ['data', '5'],
  ['data', "'{}}'"],
  ['metadata', 'NULL'],
  ['metadata', "x'7b7d'"],
])('a damaged %s (%s) is told with its place, after the events before it', async (column, value) => {
  const writing = folder.open();
  await writing.append('film-1', 'no-stream', [anEvent(), anEvent(), anEvent()]);
  await writing.close();
  put(column, value);
  const store = folder.open({ readOnly: true });
  const asText = async (): Promise<void> => {
    for await (const page of store.readAllText?.() ?? []) expect(page).toStrictEqual([]);
  };
  await expect(asText()).rejects.toThrow(/^The event at position 2 cannot be read: stop, keep a copy/);
  for (const read of [() => store.readAll(), () => store.readStream('film-1')]) {
    const seen: bigint[] = [];
    const reading = async (): Promise<void> => {
      for await (const { revision } of read()) seen.push(revision);
    };
    expect(await codeOf(reading)).toBe('corrupt');
    await expect(reading()).rejects.toThrow(/^The event at position 2 cannot be read: stop, keep a copy/);
    expect(seen).toStrictEqual([0n, 0n]);
  }
  await store.close();
});

it('an event that is missing is told with its place, after the events before it', async () => {
  const writing = folder.open();
  await writing.append('film-1', 'no-stream', [anEvent(), anEvent(), anEvent(), anEvent()]);
  await writing.close();
  const database = new DatabaseSync(folder.file);
  database.exec('DELETE FROM events WHERE position = 3');
  database.close();
  const store = folder.open({ readOnly: true });
  for (const [read, before] of [
    [() => store.readAll(), [0n, 1n]],
    [() => store.readStream('film-1'), [0n, 1n]],
    [() => store.readAll({ direction: 'backwards' }), [3n]],
  ] as const) {
    const seen: bigint[] = [];
    const reading = async (): Promise<void> => {
      for await (const { revision } of read()) seen.push(revision);
    };
    await expect(reading()).rejects.toThrow(
      /^An event is missing from the log before position [24]: stop, keep a copy/,
    );
    expect(seen).toStrictEqual(before);
  }
  await store.close();
});
