import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describeOnServer } from '#testing/kurrentdb';
import { anEvent, newStream, someEvents } from '../contract';
import { openKurrentEventStore } from '../kurrentdb';
import type { EventStore, NewEvent, RecordedEvent } from '../port';
import { newId } from '../recording';
import { openSqliteEventStore } from '../sqlite';
import { compareLogs, copyLog } from './index';

let folder: string;
let opened: EventStore[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'copy-'));
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
const file = (name: string, now?: () => number): EventStore =>
  keep(openSqliteEventStore({ file: join(folder, name), ...(now === undefined ? {} : { now }) }));

async function fill(store: EventStore, sizes: readonly (readonly [stream: number, events: number])[]): Promise<void> {
  const streams = new Map<number, { readonly name: string; length: bigint }>();
  for (const [index, size] of sizes) {
    const stream = streams.get(index) ?? { name: newStream(), length: 0n };
    const expected = stream.length === 0n ? 'no-stream' : stream.length - 1n;
    await store.append(stream.name, expected, someEvents(size));
    stream.length += BigInt(size);
    streams.set(index, stream);
  }
}

const SIZES = [
  [0, 3],
  [1, 1],
  [0, 2],
  [0, 1],
  [2, 7],
  [1, 2],
] as const;

it('keeps everything but positions, whatever was recorded, however it is cut', async () => {
  const logs = fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(logs, fc.integer({ min: 1, max: 6 }), async (sizes, maxAppendEvents) => {
      const from = file(`${newId()}.db`, () => Date.UTC(2024, 8, 7));
      const to = file(`${newId()}.db`);
      await fill(from, sizes);
      const events = sizes.reduce((sum, [, size]) => sum + size, 0);
      expect(await copyLog(from, to, { maxAppendEvents })).toStrictEqual({ copied: events, alreadyThere: false });
      const compared = await compareLogs(from, to);
      expect(compared).toStrictEqual({ events, digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
      for await (const { recordedAt } of to.readAll()) expect(recordedAt).toBe('2024-09-07T00:00:00.000Z');
    }),
    { numRuns: 20 },
  );
});

/** A store that gives up for good after so many appends. */
const failingAfter = (store: EventStore, appends: number): EventStore => {
  let left = appends;
  return {
    ...store,
    append: (...args) => {
      left -= 1;
      return left < 0 ? Promise.reject(new Error('the lid was closed')) : store.append(...args);
    },
  };
};

it('goes on where it was interrupted', async () => {
  const [from, to] = [file('from.db'), file('to.db')];
  await fill(from, SIZES);
  for (let round = 0; round < 4; round += 1) {
    await expect(copyLog(from, failingAfter(to, 1))).rejects.toThrow('the lid was closed');
  }
  expect(await copyLog(from, to)).toStrictEqual({ copied: 2, alreadyThere: true });
  expect(await copyLog(from, to)).toStrictEqual({ copied: 0, alreadyThere: true });
  await from.append(newStream(), 'no-stream', someEvents(2));
  expect(await copyLog(from, to)).toStrictEqual({ copied: 2, alreadyThere: true });
  expect((await compareLogs(from, to)).difference).toBeUndefined();
});

it('copies nothing into a store that holds something else', async () => {
  const [from, to] = [file('from.db'), file('to.db')];
  await fill(from, SIZES);
  const other = anEvent();
  await to.append(newStream(), 'no-stream', [other]);
  await expect(copyLog(from, to)).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining(`${other.type} ${other.id}`) as string,
  });
  await expect(copyLog(file('empty.db'), to)).rejects.toMatchObject({ code: 'invalid' });
});

it('names the first event that differs', async () => {
  const events: NewEvent[] = someEvents(4);
  const stream = newStream();
  const recordedAt = '2024-09-07T20:00:00.000Z';
  const log = async (name: string, of: readonly NewEvent[]): Promise<EventStore> => {
    const store = file(name);
    await store.append(
      stream,
      'no-stream',
      of.map((event) => ({ ...event, recordedAt })),
    );
    return store;
  };
  const whole = await log('whole.db', events);
  const altered = await log(
    'altered.db',
    events.map((event, at) => (at === 2 ? { ...event, data: { number: 7 } } : event)),
  );
  const shorter = await log('shorter.db', events.slice(0, 3));
  const nameOf = (at: number) => `NoteTaken ${String(events[at]?.id)} (${stream}, revision ${String(at)})`;

  expect(await compareLogs(whole, altered)).toMatchObject({
    events: 2,
    difference: { event: 3, from: nameOf(2), to: nameOf(2) },
  });
  expect((await compareLogs(whole, shorter)).difference).toStrictEqual({ event: 4, from: nameOf(3), to: 'none' });
  expect((await compareLogs(shorter, whole)).difference).toStrictEqual({ event: 4, from: 'none', to: nameOf(3) });
  expect((await compareLogs(whole, whole)).difference).toBeUndefined();
});

describeOnServer('to a server and back', 'any', (servers) => {
  it('is the same after both ways', async () => {
    const url = `${await servers.url()}&namespace=copy${newId().replaceAll('-', '')}`;
    const server = keep(openKurrentEventStore({ url }));
    const [from, back] = [file('from.db', () => Date.UTC(2024, 8, 7, 20, 30, 15, 123)), file('back.db')];
    await fill(from, [...SIZES, [3, 1200]]);
    await copyLog(from, failingAfter(server, 3)).catch(() => undefined);
    expect(await copyLog(from, server)).toMatchObject({ alreadyThere: true });
    expect(await copyLog(server, back)).toMatchObject({ alreadyThere: false });

    const there = await compareLogs(from, server);
    const andBack = await compareLogs(server, back);
    expect(there).toStrictEqual({ events: 1216, digest: andBack.digest });
    expect(andBack.difference).toBeUndefined();
    const all = async (store: EventStore): Promise<RecordedEvent[]> => {
      const events: RecordedEvent[] = [];
      for await (const event of store.readAll()) events.push(event);
      return events;
    };
    expect(await all(back)).toStrictEqual(await all(from));
  });
});
