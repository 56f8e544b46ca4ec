import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describeOnServer } from '#testing/kurrentdb';
import { newStream, someEvents } from '../contract';
import { compareLogs, digestLog } from '../copy';
import { openKurrentEventStore } from '../kurrentdb';
import type { EventStore, Json, NewEvent } from '../port';
import { newId } from '../recording';
import { openSqliteEventStore } from '../sqlite';
import { endingOf } from './ending';
import { checkExport, eventLines, importExport, logTexts, textsOf } from '.';

let folder: string;
let opened: EventStore[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cloud-events-'));
});
afterEach(async () => {
  await Promise.all(opened.map((store) => store.close()));
  opened = [];
  rmSync(folder, { recursive: true });
});

const keep = (store: EventStore): EventStore => {
  opened.push(store);
  return store;
};
const aStore = (now?: () => number): EventStore =>
  keep(openSqliteEventStore({ file: join(folder, `${newId()}.db`), ...(now === undefined ? {} : { now }) }));

/** A store in which every append is recorded a second after the one before. */
function ticking(): EventStore {
  let at = Date.UTC(2024, 8, 7, 20, 30, 15, 123);
  return aStore(() => (at += 1_000));
}

async function exported(from: EventStore): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of eventLines(logTexts(from, await from.head()), { knownAt: null })) parts.push(part);
  return Buffer.concat(parts);
}

/** A file that comes in chunks of so many bytes. */
const inChunks = (bytes: Buffer, size = 64 * 1024) =>
  async function* () {
    await Promise.resolve();
    for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
  };

const linesOf = (file: Buffer): string[] => file.toString().split('\n').slice(0, -1);
const fileOf = (lines: readonly string[]): Buffer => Buffer.from(lines.map((line) => `${line}\n`).join(''));

/** The same lines, with a last line that fits them: nothing but their content is wrong then. */
function endedAnew(lines: readonly string[]): Buffer {
  const events = fileOf(lines);
  const sha256 = createHash('sha256').update(events).digest('hex');
  return fileOf([...lines, endingOf({ events: lines.length, sha256 }, {})]);
}

/** Three events of one stream between two of another. */
async function filled(): Promise<EventStore> {
  const store = ticking();
  const [a, b] = [newStream(), newStream()];
  await store.append(a, 'no-stream', someEvents(1));
  await store.append(b, 'no-stream', someEvents(3));
  await store.append(a, 0n, someEvents(1));
  return store;
}

const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n)),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.string({ unit: 'grapheme' }), tie('value'), { maxKeys: 3 }),
  ),
})).value;
const anyEvent = fc.record({
  type: fc.stringMatching(/^[A-Za-z][A-Za-z0-9._-]{0,20}$/),
  data: fc.dictionary(fc.string({ unit: 'grapheme' }), json, { maxKeys: 4 }),
  metadata: fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), { maxKeys: 3 }),
});

describe('a log as lines', () => {
  it('is made again from them, whatever was recorded, with the same digest', async () => {
    const logs = fc.array(fc.tuple(fc.nat(3), fc.array(anyEvent, { minLength: 1, maxLength: 4 })), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(logs, fc.integer({ min: 1, max: 400 }), async (appends, chunk) => {
        const [from, to] = [ticking(), aStore()];
        const streams = new Map<number, { readonly name: string; next: bigint }>();
        for (const [n, events] of appends) {
          const stream = streams.get(n) ?? { name: newStream(), next: 0n };
          const given = events.map((event): NewEvent => ({ ...event, id: newId() }));
          await from.append(stream.name, stream.next === 0n ? 'no-stream' : stream.next - 1n, given);
          streams.set(n, { ...stream, next: stream.next + BigInt(events.length) });
        }
        const file = await exported(from);
        const events = appends.reduce((sum, [, { length }]) => sum + length, 0);
        expect(await importExport(inChunks(file, chunk), to)).toMatchObject({
          events,
          imported: events,
          alreadyThere: 0,
          streams: streams.size,
        });
        expect(await digestLog(to)).toStrictEqual(await digestLog(from));
        expect(await exported(to)).toStrictEqual(file);
      }),
      { numRuns: 30 },
    );
  });

  it('has events of any size', async () => {
    const [from, to] = [ticking(), aStore()];
    const stream = newStream();
    const sized = (letters: number): NewEvent => ({
      id: newId(),
      type: 'NoteTaken',
      data: { a: '€'.repeat(letters) },
      metadata: {},
    });
    await from.append(stream, 'no-stream', [1, 300_000, 1, 80_000, 90_000, 2].map(sized));
    await importExport(inChunks(await exported(from)), to);
    expect(await digestLog(to)).toStrictEqual(await digestLog(from));
  });

  it('has CloudEvents 1.0, and ends with the SHA-256 of all lines before the last', async () => {
    const file = await exported(await filled());
    const lines = linesOf(file);
    const sha256 = createHash('sha256')
      .update(fileOf(lines.slice(0, -1)))
      .digest('hex');
    const events = lines.map(
      (line) => JSON.parse(line) as Readonly<Record<string, Json>> & { source: string; id: string },
    );
    for (const event of events) {
      expect(event).toMatchObject({ specversion: '1.0', datacontenttype: 'application/json' });
      for (const [name, value] of Object.entries(event)) {
        expect(name).toMatch(/^[a-z0-9]{1,20}$/);
        if (name !== 'data') expect(typeof value).toBe('string');
      }
    }
    expect(new Set(events.map(({ source, id }) => `${source} ${id}`)).size).toBe(lines.length);
    expect(events.at(-1)?.['data']).toStrictEqual({ knownAt: null, format: 1, events: 5, sha256 });
  });

  it('is made as fast as it is taken, and no longer than somebody takes it', async () => {
    let read = 0;
    let isEnded = false;
    const endless = async function* () {
      try {
        for (;;) {
          read += 1;
          const event = { ...someEvents(1)[0], stream: 'a-b', revision: BigInt(read - 1) };
          yield { ...event, recordedAt: '2024-09-07T20:30:15.123Z' } as never;
          await Promise.resolve();
        }
      } finally {
        isEnded = true;
      }
    };
    const lines = eventLines(textsOf(endless()), {});
    const { value } = await lines.next();
    const inOnePart = value?.toString().split('\n').length ?? 0;
    expect(inOnePart).toBeGreaterThan(1);
    expect(read).toBeLessThan(inOnePart + 300);
    await lines.next();
    expect(read).toBeLessThan(2 * inOnePart + 300);
    await lines.return();
    expect(isEnded).toBe(true);
  });
});

describe('importing', () => {
  it('goes on where it was interrupted, and adds nothing the second time', async () => {
    const from = await filled();
    const file = inChunks(await exported(from));
    const to = aStore();
    let left = 2;
    const failing = {
      readAll: to.readAll.bind(to),
      append: ((...args) => {
        left -= 1;
        return left < 0 ? Promise.reject(new Error('the lid was closed')) : to.append(...args);
      }) as EventStore['append'],
    };
    await expect(importExport(file, failing)).rejects.toThrow('the lid was closed');
    expect(await importExport(file, to)).toMatchObject({ events: 5, alreadyThere: 4, imported: 1 });
    expect(await importExport(file, to)).toMatchObject({ events: 5, alreadyThere: 5, imported: 0 });
    expect((await compareLogs(from, to)).difference).toBeUndefined();

    await from.append(newStream(), 'no-stream', someEvents(2));
    expect(await importExport(inChunks(await exported(from)), to)).toMatchObject({ alreadyThere: 5, imported: 2 });
    expect(await importExport(file, to)).toMatchObject({ events: 5, alreadyThere: 5, imported: 0 });
  });

  it('is refused by a store that holds something else, and leaves it as it was', async () => {
    const file = await exported(await filled());
    const other = await filled();
    const before = await digestLog(other);
    await expect(importExport(inChunks(file), other)).rejects.toMatchObject({
      code: 'another-log',
      line: 1,
      message: expect.stringMatching(/^The store holds another log than the file: line 1 has /) as string,
    });
    expect(await digestLog(other)).toStrictEqual(before);
  });

  const refusals: readonly (readonly [
    what: string,
    change: (lines: string[], file: Buffer) => Buffer,
    error: { readonly code: string; readonly line: number; readonly message: RegExp },
  ])[] = [
    [
      'cut in the middle of a line',
      (_lines, file) => file.subarray(0, file.indexOf('\n') + 40),
      { code: 'cut', line: 2, message: /^Line 2 breaks off: the file was cut there/ },
    ],
    [
      'cut between two lines',
      (lines) => fileOf(lines.slice(0, 3)),
      { code: 'cut', line: 3, message: /ends with line 3, without the line that ends an export: it was cut/ },
    ],
    ['empty', () => Buffer.alloc(0), { code: 'cut', line: 0, message: /^The file is empty/ }],
    [
      'without an event at its end',
      (lines) => fileOf([...lines.slice(0, 4), ...lines.slice(5)]),
      { code: 'cut', line: 5, message: /says that 5 events come before it, and 4 do/ },
    ],
    [
      'with a letter altered',
      (lines) => fileOf(lines.map((line, at) => (at === 2 ? line.replace('"data":{', '"data":{"a":1,') : line))),
      { code: 'altered', line: 6, message: /something in them was altered/ },
    ],
    [
      'with a line that is no JSON',
      (lines) => fileOf(lines.map((line, at) => (at === 1 ? line.slice(1) : line))),
      { code: 'altered', line: 2, message: /^Line 2 is not JSON/ },
    ],
    [
      'with an attribute that no event has',
      (lines) => fileOf(lines.map((line, at) => (at === 1 ? line.replace('{', '{"extra":"1",') : line))),
      { code: 'altered', line: 2, message: /^Line 2 has the attribute "extra", which no event has/ },
    ],
    [
      'with a day that is none',
      (lines) => fileOf(lines.map((line, at) => (at === 1 ? line.replace('"time":"2024-', '"time":"2024-13-') : line))),
      { code: 'altered', line: 2, message: /^Line 2 cannot be stored: .* is not when .* was recorded/ },
    ],
    [
      'with two lines exchanged',
      (lines) => fileOf([lines[0], lines[2], lines[1], ...lines.slice(3)].map(String)),
      {
        code: 'out-of-order',
        line: 2,
        message: /^Line 2: .* is revision 1 of .*, and revision 0 does not come before/,
      },
    ],
    [
      'with a line twice',
      (lines) => endedAnew([lines[0], lines[0], ...lines.slice(1, 5)].map(String)),
      { code: 'out-of-order', line: 2, message: /^Line 2: .*, which a line before it has already/ },
    ],
    [
      'with an id twice',
      (lines) => {
        const [id = '', other = ''] = [lines[0], lines[4]].map((line) => (JSON.parse(line ?? '') as { id: string }).id);
        return endedAnew(lines.slice(0, 5).map((line) => line.replace(other, id)));
      },
      { code: 'out-of-order', line: 5, message: /^Line 5: the id .* is that of an event in a line before it/ },
    ],
    [
      'with times that go backwards',
      (lines) =>
        endedAnew(
          lines.slice(0, 5).map((line, at) => (at === 4 ? line.replace(/"time":"2024/, '"time":"2023') : line)),
        ),
      { code: 'out-of-order', line: 5, message: /was recorded before the one ahead of it/ },
    ],
    [
      'with something after its end',
      (lines) => fileOf([...lines, lines[0] ?? '']),
      { code: 'altered', line: 7, message: /stands after the line that ends the export/ },
    ],
    [
      'of a newer program',
      (lines) => fileOf(lines.map((line) => line.replace('"format":1', '"format":2'))),
      { code: 'newer-version', line: 6, message: /newer version of Ovation/ },
    ],
    [
      'that is none',
      () => Buffer.from('[{"title":"Eden"}]\n'),
      { code: 'altered', line: 1, message: /^Line 1 is not a JSON object/ },
    ],
    [
      'that is one endless line',
      () => Buffer.alloc(9 * 1024 * 1024, 'a'),
      { code: 'altered', line: 1, message: /^Line 1 is longer than any event/ },
    ],
  ];

  it.each(refusals)('is refused of a file %s, before anything is written', async (_what, change, error) => {
    const file = await exported(await filled());
    const to = aStore();
    await expect(importExport(inChunks(change(linesOf(file), file)), to)).rejects.toMatchObject({
      ...error,
      message: expect.stringMatching(error.message) as string,
    });
    expect(await to.head()).toBe('');
  });

  it('finds an altered byte wherever it is', async () => {
    const file = await exported(await filled());
    for (let at = 0; at < file.length; at += 3) {
      const altered = Buffer.from(file);
      altered[at] = (altered[at] ?? 0) ^ 1;
      await expect(checkExport(inChunks(altered)())).rejects.toMatchObject({ name: 'ExportFileError' });
    }
  });
});

describeOnServer('from a server and back', 'any', (servers) => {
  it('is the same log', async () => {
    const url = async () => `${await servers.url()}&namespace=lines${newId().replaceAll('-', '')}`;
    const [from, to] = [
      keep(openKurrentEventStore({ url: await url() })),
      keep(openKurrentEventStore({ url: await url() })),
    ];
    const stream = newStream();
    await from.append(stream, 'no-stream', someEvents(3));
    await from.append(newStream(), 'no-stream', someEvents(2));
    const file = await exported(from);
    const embedded = aStore();
    await importExport(inChunks(file), embedded);
    await importExport(inChunks(file), to);
    expect(await exported(embedded)).toStrictEqual(file);
    expect(await exported(to)).toStrictEqual(file);
  });
});
