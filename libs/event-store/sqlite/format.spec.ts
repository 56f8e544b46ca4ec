import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { collect, newStream, someEvents, streamOf } from '../contract';
import { FORMAT_VERSION } from './format';
import { codeOf, useLogFolder } from './log-folder';

describe('the file of a log', () => {
  const folder = useLogFolder();

  /** Changes a closed log from outside. */
  const change = (sql: string): void => {
    const connection = new DatabaseSync(folder.file);
    connection.exec(sql);
    connection.close();
  };
  const opening = (readOnly: boolean) => codeOf(() => folder.open({ readOnly }));

  it('is refused when a newer version wrote it', async () => {
    await folder.open().close();
    change(`PRAGMA user_version = ${FORMAT_VERSION + 1}`);
    expect([await opening(false), await opening(true)]).toStrictEqual(['newer-version', 'newer-version']);
  });

  it('is refused when its version never existed', async () => {
    await folder.open().close();
    change('PRAGMA user_version = 0');
    expect([await opening(false), await opening(true)]).toStrictEqual(['corrupt', 'corrupt']);
  });

  it('is refused when a table is declared otherwise', async () => {
    await folder.open().close();
    const bytes = readFileSync(folder.file);
    bytes.write('17', bytes.indexOf('length(id) = 16') + 'length(id) = '.length);
    writeFileSync(folder.file, bytes);
    expect([await opening(false), await opening(true)]).toStrictEqual(['corrupt', 'corrupt']);
  });

  it('is opened whatever else was added to it, and after it was made compact', async () => {
    await folder.open().close();
    change('CREATE INDEX events_by_type ON events (type); ANALYZE; VACUUM');
    expect([await opening(false), await opening(true)]).toStrictEqual(['none', 'none']);
  });

  it('is refused, and left as it is, when it is no database', async () => {
    const text = 'Dear buyer, '.repeat(1000);
    writeFileSync(folder.file, text);
    expect([await opening(false), await opening(true)]).toStrictEqual(['corrupt', 'corrupt']);
    expect(readFileSync(folder.file, 'utf8')).toBe(text);
  });

  it('is refused, and left as it is, when it is the database of another program', async () => {
    change('CREATE TABLE buyers (name TEXT)');
    const before = readFileSync(folder.file);
    expect([await opening(false), await opening(true)]).toStrictEqual(['corrupt', 'corrupt']);
    expect(readFileSync(folder.file)).toStrictEqual(before);
  });

  it('is made where an empty file lies', async () => {
    writeFileSync(folder.file, '');
    expect(await opening(false)).toBe('none');
  });

  it('is refused when its end is missing', async () => {
    const store = folder.open();
    await store.append(newStream(), 'no-stream', someEvents(500));
    await store.close();
    truncateSync(folder.file, 8192);
    expect([await opening(false), await opening(true)]).toStrictEqual(['corrupt', 'corrupt']);
  });

  it('is read up to the event that is damaged', async () => {
    const store = folder.open();
    await store.append(newStream(), 'no-stream', someEvents(10));
    await store.close();
    change(`UPDATE events SET data = substr(data, 1, length(data) - 1) WHERE position = 7`);
    const damaged = folder.open();
    expect(await collect(damaged.readAll({ limit: 6 }))).toHaveLength(6);
    expect(await codeOf(() => collect(damaged.readAll()))).toBe('corrupt');
    await expect(collect(damaged.readAll())).rejects.toThrow(/position 7 cannot be read/);
  });

  it.each(['forwards', 'backwards'] as const)(
    'is not read %s across an event that was taken away',
    async (direction) => {
      const stream = newStream();
      const store = folder.open();
      await store.append(stream, 'no-stream', someEvents(10));
      await store.close();
      change('DELETE FROM events WHERE position = 5');
      const damaged = folder.open();
      expect(await codeOf(() => collect(damaged.readAll({ direction })))).toBe('corrupt');
      expect(await codeOf(() => collect(damaged.readStream(stream, { direction })))).toBe('corrupt');
      expect(await collect(damaged.readStream(stream, { from: 5n }))).toHaveLength(5);
    },
  );

  it('is read, or refused as damaged, whatever page is overwritten', async () => {
    const stream = newStream();
    const store = folder.open();
    await store.append(stream, 'no-stream', someEvents(300));
    await store.close();
    const whole = readFileSync(folder.file);
    for (let page = 4096; page < whole.length; page += 4096) {
      const broken = Buffer.from(whole);
      broken.fill(0xa5, page, page + 512);
      writeFileSync(folder.file, broken);
      const code = await codeOf(async () => {
        const reader = folder.open({ readOnly: true });
        try {
          await streamOf(reader, stream);
          await collect(reader.readAll());
        } finally {
          await reader.close();
        }
      });
      expect([page, code === 'corrupt' || code === 'none' || code]).toStrictEqual([page, true]);
    }
  });

  it('loses nothing but the unanswered when the tail of its write-ahead log is torn', async () => {
    const store = folder.open();
    const stream = newStream();
    await store.append(stream, 'no-stream', someEvents(5));
    const [log, ahead] = [readFileSync(folder.file), readFileSync(`${folder.file}-wal`)];
    await store.close();
    writeFileSync(folder.file, log);
    writeFileSync(`${folder.file}-wal`, ahead);
    appendFileSync(`${folder.file}-wal`, Buffer.alloc(5000, 0x5a));
    const again = folder.open();
    expect(await streamOf(again, stream)).toHaveLength(5);
    expect((await again.append(stream, 4n, someEvents(1))).revision).toBe(5n);
  });
});
