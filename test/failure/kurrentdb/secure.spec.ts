import { inspect } from 'node:util';
import { START } from '#event-store';
import { ADMIN, describeOnServer, type SingleNode } from '#testing/kurrentdb';
import { startFollower } from './support/follower';
import { idsOf, newStream, QUICK, someEvents, useStores } from './support/stores';

const WRONG = 'not-the-password';

/** What a call fails with; everything of it, as a log would show it. */
async function failureOf(work: () => Promise<unknown>): Promise<{ readonly code: unknown; readonly all: string }> {
  const error = await work().then(
    () => {
      throw new Error('It was let in.');
    },
    (thrown: unknown) => thrown,
  );
  return { code: (error as { readonly code?: unknown }).code, all: inspect(error, { depth: 20, showHidden: true }) };
}

describeOnServer('a secure server', 'own', (servers) => {
  const stores = useStores();
  let started: Promise<SingleNode> | undefined;
  const theNode = () => (started ??= servers.startNode({ isSecure: true, isInMemory: true }));
  const written: string[] = [];

  beforeEach(() => {
    written.length = 0;
    for (const stream of [process.stdout, process.stderr]) {
      const write = stream.write.bind(stream);
      jest.spyOn(stream, 'write').mockImplementation((...words: readonly unknown[]) => {
        written.push(String(words[0]));
        return write(...(words as Parameters<typeof write>));
      });
    }
    for (const level of ['log', 'warn', 'error', 'info', 'debug'] as const) {
      jest.spyOn(console, level).mockImplementation((...words: readonly unknown[]) => {
        written.push(words.map((word) => inspect(word, { depth: 20 })).join(' '));
      });
    }
  });
  afterEach(() => {
    jest.restoreAllMocks();
    expect(written.join('\n')).not.toMatch(new RegExp(`${ADMIN.password}|${WRONG}`));
  });

  it('lets in who knows the password, and trusts the authority', async () => {
    const { url } = await theNode();
    const store = stores.open({ ...QUICK, url });
    const [stream, events] = [newStream(), someEvents(3)];
    const follower = startFollower(store, await store.head());
    await store.append(stream, 'no-stream', events);
    expect(await idsOf(store, stream)).toStrictEqual(events.map(({ id }) => id));
    await follower.reached(3);
    expect(follower.seen.map(({ id }) => id)).toStrictEqual(events.map(({ id }) => id));
    await follower.stop();
  });

  it('says that user or password are wrong, whatever is called, and repeats neither', async () => {
    const { url } = await theNode();
    const store = stores.open({ ...QUICK, url: url.replace(ADMIN.password, WRONG) });
    const calls = {
      append: () => store.append(newStream(), 'no-stream', someEvents(1)),
      'append to what is there': () => store.append(newStream(), 0n, someEvents(1)),
      readStream: () => idsOf(store, newStream()),
      head: () => store.head(),
      subscribe: () => startFollower(store, START).reached(1),
    };
    for (const [call, work] of Object.entries(calls)) {
      const { code, all } = await failureOf(work);
      expect([call, code]).toStrictEqual([call, 'read-only']);
      expect(all).toMatch(/check user and password/);
      expect(all).not.toMatch(new RegExp(`${ADMIN.password}|${WRONG}`));
    }
  });

  it('says that it is not trusted where its authority is not known, within the limit', async () => {
    const { url, port } = await theNode();
    const store = stores.open({ ...QUICK, url: url.replace(/&tlsCAFile=.*/, '') });
    for (const work of [() => store.append(newStream(), 'no-stream', someEvents(1)), () => store.head()]) {
      const { code, all } = await failureOf(work);
      expect(code).toBe('unavailable');
      expect(all).not.toContain(ADMIN.password);
    }
    const insecure = stores.open({ ...QUICK, url: `kurrentdb://127.0.0.1:${String(port)}?tls=false` });
    expect((await failureOf(() => insecure.append(newStream(), 'no-stream', someEvents(1)))).code).toMatch(
      /^(unavailable|outcome-unknown)$/,
    );
  });
});
