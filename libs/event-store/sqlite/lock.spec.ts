import { symlinkSync, writeFileSync } from 'node:fs';
import { anEvent, newStream, streamOf } from '../contract';
import { readLockHolder } from './lock';
import { codeOf, useLogFolder } from './log-folder';
import { startProcess, type OtherProcess } from './other-process';
import { openSqliteEventStore } from './store';

const messageOf = (work: () => unknown): string => {
  try {
    work();
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

describe('the lock of the writer', () => {
  const folder = useLogFolder();
  let others: OtherProcess[] = [];
  const start = (program: string): OtherProcess => {
    const other = startProcess(program);
    others.push(other);
    return other;
  };

  afterEach(async () => {
    for (const other of others) await other.kill();
    others = [];
  });

  it('is held by one store of a process at a time, and says by whom', async () => {
    const store = folder.open({ holder: 'http://localhost:3000' });
    expect(await codeOf(() => folder.open())).toBe('locked');
    expect(messageOf(() => folder.open())).toMatch(
      new RegExp(`written to by process ${process.pid} \\(http://localhost:3000, since .*\\): use that one, stop it`),
    );
    expect(readLockHolder(folder.file)).toStrictEqual({
      pid: process.pid,
      since: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      holder: 'http://localhost:3000',
    });
    expect(await codeOf(() => store.append(newStream(), 'no-stream', [anEvent()]))).toBe('none');

    await store.close();
    expect(readLockHolder(folder.file)).toBeUndefined();
    expect(await codeOf(() => folder.open())).toBe('none');
  });

  it('is not held where no log is', () => {
    expect(readLockHolder(folder.file)).toBeUndefined();
  });

  it('is one lock, by whatever name the log is opened', async () => {
    await folder.open().close();
    const link = `${folder.file}.link`;
    symlinkSync(folder.file, link);
    folder.open();
    expect(await codeOf(() => openSqliteEventStore({ file: link }))).toBe('locked');
    expect(readLockHolder(link)).toMatchObject({ pid: process.pid });
  });

  it('stays held while others look at it', async () => {
    folder.open();
    for (let look = 0; look < 3; look += 1) {
      expect(readLockHolder(folder.file)).toMatchObject({ pid: process.pid });
      expect(await codeOf(() => folder.open())).toBe('locked');
    }
    const other = start(`
      try { openSqliteEventStore({ file: ${JSON.stringify(folder.file)} }); console.log('opened'); }
      catch (error) { console.log(error.code, readLockHolder(${JSON.stringify(folder.file)}).pid); }
    `);
    expect(await other.line()).toBe(`locked ${process.pid}`);
  });

  it('is let go when its process is killed, and what was answered is there', async () => {
    const stream = newStream();
    const other = start(`
      const store = openSqliteEventStore({ file: ${JSON.stringify(folder.file)}, holder: 'the other one' });
      await store.append(${JSON.stringify(stream)}, 'no-stream', [${JSON.stringify(anEvent())}]);
      console.log('written');
      setInterval(() => {}, 1000);
    `);
    expect(await other.line()).toBe('written');
    expect(await codeOf(() => folder.open())).toBe('locked');
    expect(readLockHolder(folder.file)).toMatchObject({ pid: other.pid, holder: 'the other one' });

    await other.kill();
    expect(readLockHolder(folder.file)).toBeUndefined();
    const store = folder.open();
    expect(await streamOf(store, stream)).toHaveLength(1);
    expect(readLockHolder(folder.file)).toMatchObject({ pid: process.pid });
  });

  it('is known to be held also when its holder cannot be read', () => {
    folder.open();
    writeFileSync(`${folder.file}.lock.json`, '{"pid":');
    expect(readLockHolder(folder.file)).toStrictEqual({});
    expect(messageOf(() => folder.open())).toContain('written to by another process: use that one');
  });

  it('is let go when opening fails', async () => {
    writeFileSync(folder.file, 'no log at all, but long enough to be looked at'.repeat(100));
    expect(await codeOf(() => folder.open())).toBe('corrupt');
    expect(readLockHolder(folder.file)).toBeUndefined();
  });
});
