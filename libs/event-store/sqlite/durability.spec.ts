import { DatabaseSync } from 'node:sqlite';
import { anEvent, newStream, streamOf } from '../contract';
import { connectForWriting, readPragma, tuneForWriting } from './connection';
import { codeOf, useLogFolder } from './log-folder';

describe('durability', () => {
  const folder = useLogFolder();

  it.each([
    ['synchronous', 'NORMAL'],
    ['synchronous', 'OFF'],
    ['journal_mode', 'DELETE'],
    ['journal_mode', 'TRUNCATE'],
    ['journal_mode', 'MEMORY'],
  ])('refuses to start with %s = %s, and then starts without', async (pragma, value) => {
    expect(await codeOf(() => folder.open({ pragmas: { [pragma]: value } }))).toBe('unavailable');
    const store = folder.open();
    expect(await codeOf(() => store.append(newStream(), 'no-stream', [anEvent()]))).toBe('none');
  });

  it('takes settings that do not weaken it', async () => {
    const store = folder.open({ pragmas: { synchronous: 'EXTRA', cache_size: -1000 } });
    expect(await codeOf(() => store.append(newStream(), 'no-stream', [anEvent()]))).toBe('none');
  });

  it('brings a log in another journal mode back to WAL', async () => {
    const stream = newStream();
    const store = folder.open();
    await store.append(stream, 'no-stream', [anEvent()]);
    await store.close();
    const other = new DatabaseSync(folder.file);
    expect(readPragma(other, 'journal_mode = DELETE')).toBe('delete');
    other.close();

    const again = folder.open();
    expect(await streamOf(again, stream)).toHaveLength(1);
    await again.close();
    const looking = new DatabaseSync(folder.file);
    expect(readPragma(looking, 'journal_mode')).toBe('wal');
    looking.close();
  });

  it('refuses a log that another program keeps in another journal mode', async () => {
    await folder.open().close();
    const other = new DatabaseSync(folder.file);
    readPragma(other, 'journal_mode = DELETE');
    other.exec('BEGIN; SELECT * FROM events');
    expect(await codeOf(() => folder.open())).toBe('locked');
    other.close();
    expect(await codeOf(() => folder.open())).toBe('none');
  });

  it('writes with WAL, a full sync, a large cache and a late checkpoint', () => {
    const connection = connectForWriting(folder.file);
    tuneForWriting(connection, {});
    const names = [
      'journal_mode',
      'synchronous',
      'cache_size',
      'wal_autocheckpoint',
      'fullfsync',
      'checkpoint_fullfsync',
    ];
    expect(names.map((name) => readPragma(connection, name))).toStrictEqual(['wal', 2, -65536, 16384, 1, 1]);
    connection.close();
  });
});
