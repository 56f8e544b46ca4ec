import { anEvent, collect, newStream, someEvents, streamOf } from '../contract';
import { codeOf, useLogFolder } from './log-folder';

const ROOM = { pragmas: { max_page_count: 60 } };
const large = () => anEvent({ text: 'x'.repeat(100_000) });

describe('a full disk', () => {
  const folder = useLogFolder();

  it('is told, with nothing half written, and forgotten once there is room', async () => {
    const store = folder.open(ROOM);
    const stream = newStream();
    await store.append(stream, 'no-stream', [large()]);
    const before = await collect(store.readAll());
    expect(await codeOf(() => store.append(stream, 0n, [anEvent(), large(), large()]))).toBe('full');
    expect(await codeOf(() => store.append(newStream(), 'no-stream', [large(), large()]))).toBe('full');
    expect(await collect(store.readAll())).toStrictEqual(before);
    expect(await codeOf(() => store.append(stream, 0n, someEvents(2)))).toBe('none');
    await store.close();

    const roomy = folder.open();
    const result = await roomy.append(stream, 2n, [anEvent(), large(), large()]);
    expect(result).toMatchObject({ revision: 5n, position: '00000000000000000006', repeated: false });
    expect((await streamOf(roomy, stream)).map(({ revision }) => revision)).toStrictEqual([0n, 1n, 2n, 3n, 4n, 5n]);
  });

  it('fails only those that find no room among those that arrive together', async () => {
    const store = folder.open(ROOM);
    const appends = [
      someEvents(2),
      [large(), large(), large()],
      someEvents(3),
      [large(), large(), large()],
      someEvents(1),
    ];
    const streams = appends.map(newStream);
    const codes = await Promise.all(
      appends.map((events, index) => codeOf(() => store.append(streams[index] ?? '', 'no-stream', events))),
    );
    expect(codes).toStrictEqual(['none', 'full', 'none', 'full', 'none']);
    const counts = await Promise.all(streams.map(async (stream) => (await streamOf(store, stream)).length));
    expect(counts).toStrictEqual([2, 0, 3, 0, 1]);
    expect((await collect(store.readAll())).map(({ position }) => Number(position))).toStrictEqual([1, 2, 3, 4, 5, 6]);
  });
});
