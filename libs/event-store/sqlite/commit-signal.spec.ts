import { createCommitSignal, createPolledSignal } from './commit-signal';

const never = new AbortController().signal;

describe('a commit signal', () => {
  it('does not wait where there is nothing to wait for', async () => {
    const signal = createCommitSignal(() => 5);
    await expect(signal.changed(4, never)).resolves.toBeUndefined();
    await expect(signal.changed(5, AbortSignal.abort())).resolves.toBeUndefined();
  });

  it('wakes all who wait, and watches only while anybody does', async () => {
    const watched: string[] = [];
    const signal = createCommitSignal(
      () => 1,
      () => {
        watched.push('begun');
        return () => {
          watched.push('ended');
        };
      },
    );
    const stop = new AbortController();
    const waiting = [signal.changed(1, never), signal.changed(1, stop.signal), signal.changed(1, never)];
    expect(watched).toStrictEqual(['begun']);
    stop.abort();
    await waiting[1];
    expect(watched).toStrictEqual(['begun']);
    signal.raise();
    await Promise.all(waiting);
    expect(watched).toStrictEqual(['begun', 'ended']);
    const again = signal.changed(1, never);
    signal.raise();
    await again;
    expect(watched).toStrictEqual(['begun', 'ended', 'begun', 'ended']);
  });

  it('that polls wakes nobody for nothing', async () => {
    let looks = 0;
    const signal = createPolledSignal(() => {
      looks += 1;
      return looks < 8 ? 1 : 2;
    }, 1);
    await signal.changed(1, never);
    expect(looks).toBe(8);
  });

  it('that polls wakes who waits when the version differs, and when it cannot be had', async () => {
    let version: number | undefined = 1;
    const signal = createPolledSignal(() => {
      if (version === undefined) throw new Error('The log is gone.');
      return version;
    }, 1);
    const changed = signal.changed(1, never);
    version = 2;
    await changed;
    const failed = signal.changed(2, never);
    version = undefined;
    await failed;
    await expect(signal.changed(2, never)).rejects.toThrow('The log is gone.');
  });
});
