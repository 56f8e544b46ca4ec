import { anEvent, collect, newStream, someEvents } from '../contract';
import type { RecordedEvent } from '../port';
import { codeOf, useLogFolder } from './log-folder';
import type { SqliteEventStore } from './store';

const timesOf = async (store: SqliteEventStore): Promise<string[]> =>
  (await collect(store.readAll())).map(({ recordedAt }: RecordedEvent) => recordedAt);

describe('the time of recording', () => {
  const folder = useLogFolder();
  const at = (time: string) => () => Date.parse(time);
  const record = (store: SqliteEventStore) => store.append(newStream(), 'no-stream', [anEvent()]);

  it('stands still while the clock goes back, also over a restart', async () => {
    const clock = { time: '2025-09-06T10:00:00.250Z' };
    const first = folder.open({ now: () => Date.parse(clock.time) });
    await record(first);
    clock.time = '2025-09-06T09:00:00.000Z';
    await record(first);
    await first.close();

    const second = folder.open({ now: at('2025-09-06T09:30:00.000Z') });
    await record(second);
    await second.close();

    const third = folder.open({ now: at('2025-09-06T10:00:00.251Z') });
    await record(third);
    expect(await timesOf(third)).toStrictEqual([
      '2025-09-06T10:00:00.250Z',
      '2025-09-06T10:00:00.250Z',
      '2025-09-06T10:00:00.250Z',
      '2025-09-06T10:00:00.251Z',
    ]);
  });

  it('never goes back, however many write while the clock jumps', async () => {
    let tick = 0;
    const store = folder.open({ now: () => 1_757_000_000_000 + ((tick += 7919) % 5000), maxGroupAppends: 3 });
    await Promise.all(Array.from({ length: 100 }, () => record(store)));
    const times = await timesOf(store);
    expect(new Set(times).size).toBeGreaterThan(1);
    expect(times).toStrictEqual([...times].sort());
  });

  it('is kept when an event is carried over, also from a log that several clocks stamped', async () => {
    const store = folder.open({ now: at('2025-09-06T10:00:00.000Z') });
    const carried = (recordedAt: string) => ({ ...anEvent(), recordedAt });
    const times = ['1999-05-12T00:00:00.000Z', '2001-01-01T12:30:00.999Z'] as const;
    await store.append(newStream(), 'no-stream', times.map(carried));
    await store.append(newStream(), 'no-stream', [carried('2001-01-01T12:30:00.998Z'), ...someEvents(1)]);
    const back = [carried('2020-01-01T00:00:00.000Z'), carried('2019-01-01T00:00:00.000Z')];
    expect(await codeOf(() => store.append(newStream(), 'no-stream', back))).toBe('invalid');
    expect(await timesOf(store)).toStrictEqual([...times, '2001-01-01T12:30:00.998Z', '2025-09-06T10:00:00.000Z']);
  });
});
