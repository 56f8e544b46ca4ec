import { collect, newStream, someEvents, streamOf } from '../contract';
import { EventStoreError } from '../errors';
import { failureFrom, type Doing } from './failures';
import { useLogFolder } from './log-folder';
import { startProcess, type OtherProcess } from './other-process';

describe('an error of SQLite or of the file system', () => {
  const ofSqlite = (errcode: number) =>
    Object.assign(new Error('as SQLite says'), { code: 'ERR_SQLITE_ERROR', errcode });
  const ofFiles = (code: string) => Object.assign(new Error('as the system says'), { code });

  it.each<readonly [string, Error, Doing, string]>([
    ['SQLITE_FULL', ofSqlite(13), 'writing', 'full'],
    ['SQLITE_FULL', ofSqlite(13), 'committing', 'full'],
    ['SQLITE_READONLY_DBMOVED', ofSqlite(1032), 'writing', 'read-only'],
    ['SQLITE_CANTOPEN', ofSqlite(14), 'opening', 'read-only'],
    ['SQLITE_CORRUPT_INDEX', ofSqlite(779), 'reading', 'corrupt'],
    ['SQLITE_NOTADB', ofSqlite(26), 'opening', 'corrupt'],
    ['SQLITE_ERROR', ofSqlite(1), 'opening', 'corrupt'],
    ['SQLITE_ERROR', ofSqlite(1), 'writing', 'unavailable'],
    ['SQLITE_BUSY_RECOVERY', ofSqlite(261), 'writing', 'locked'],
    ['SQLITE_IOERR_READ', ofSqlite(266), 'reading', 'unavailable'],
    ['SQLITE_IOERR_WRITE', ofSqlite(778), 'writing', 'unavailable'],
    ['SQLITE_IOERR_FSYNC', ofSqlite(1034), 'committing', 'outcome-unknown'],
    ['SQLITE_NOMEM', ofSqlite(7), 'committing', 'outcome-unknown'],
    ['SQLITE_NOMEM', ofSqlite(7), 'writing', 'unavailable'],
    ['EROFS', ofFiles('EROFS'), 'opening', 'read-only'],
    ['EACCES', ofFiles('EACCES'), 'opening', 'read-only'],
    ['ENOSPC', ofFiles('ENOSPC'), 'opening', 'full'],
    ['a number that no log holds', ofFiles('ERR_OUT_OF_RANGE'), 'reading', 'corrupt'],
  ])('%s: %s while %s is %s', (_, error, doing, code) => {
    const failure = failureFrom(error, doing);
    expect(failure).toBeInstanceOf(EventStoreError);
    expect(failure).toMatchObject({ code, cause: error, message: expect.stringContaining(error.message) as string });
  });

  it('is left as it is when it is neither', () => {
    const errors = [new TypeError('a defect'), new EventStoreError('conflict', 'someone else'), undefined];
    expect(errors.map((error) => failureFrom(error, 'writing'))).toStrictEqual(errors);
  });
});

describe('a disk on which writing fails', () => {
  const folder = useLogFolder();
  let other: OtherProcess | undefined;

  afterEach(async () => {
    await other?.kill();
  });

  it.each([300, 420, 777, 1500])('leaves what was answered, and whole appends only (%i blocks)', async (blocks) => {
    const stream = newStream();
    const size = 5;
    other = startProcess(
      `
      const store = openSqliteEventStore({ file: ${JSON.stringify(folder.file)} });
      const batch = (count) => Array.from({ length: ${size} }, (_, index) => ({
        id: crypto.randomUUID(), type: 'NoteTaken', data: { number: count + index, text: 'x'.repeat(3000) }, metadata: {},
      }));
      let answered = 0;
      let codes = [];
      while (codes.length < 3) {
        try {
          await store.append(${JSON.stringify(stream)}, answered === 0 ? 'no-stream' : BigInt(answered - 1), batch(answered));
          answered += ${size};
        } catch (error) { codes.push(error.code); }
      }
      console.log(JSON.stringify({ answered, codes }));
      setInterval(() => {}, 1000);
    `,
      blocks,
    );
    const { answered, codes } = JSON.parse(await other.line()) as { answered: number; codes: string[] };
    await other.kill();
    expect(answered).toBeGreaterThan(0);
    expect(codes).toStrictEqual(['outcome-unknown', 'outcome-unknown', 'outcome-unknown']);

    const store = folder.open();
    const stored = await streamOf(store, stream);
    expect([answered, answered + size]).toContain(stored.length);
    expect(stored.map(({ data }) => data['number'])).toStrictEqual(stored.map((_, index) => index));
    await store.append(stream, BigInt(stored.length - 1), someEvents(1));
    expect(await collect(store.readAll())).toHaveLength(stored.length + 1);
  });
});
