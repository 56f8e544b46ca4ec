/** Tells those who wait at the end of the log that it has grown, or that there is nothing more to wait for. */
export interface CommitSignal {
  /** Differs after every commit: taken before reading, it tells whether something was missed since. */
  version(): number;
  /** Wakes all who wait. */
  raise(): void;
  /** Resolves once the version may differ from `seen`, or when `signal` is aborted. */
  changed(seen: number, signal: AbortSignal): Promise<void>;
}

/** `watch` runs while anybody waits, and answers how to end it; it may call what it is given to wake them. */
export function createCommitSignal(version: () => number, watch?: (raise: () => void) => () => void): CommitSignal {
  const waiting = new Set<() => void>();
  let endWatch: (() => void) | undefined;

  const raise = (): void => {
    for (const wake of waiting) wake();
  };

  return {
    version,
    raise,
    changed: (seen, signal) =>
      new Promise((resolve) => {
        if (signal.aborted || version() !== seen) {
          resolve();
          return;
        }
        const wake = (): void => {
          signal.removeEventListener('abort', wake);
          waiting.delete(wake);
          if (waiting.size === 0) {
            endWatch?.();
            endWatch = undefined;
          }
          resolve();
        };
        signal.addEventListener('abort', wake);
        waiting.add(wake);
        endWatch ??= watch?.(raise);
      }),
  };
}

/** For commits that another process makes: looks for a new version at an interval, while anybody waits. */
export function createPolledSignal(version: () => number, intervalMs: number): CommitSignal {
  return createCommitSignal(version, (raise) => {
    let seen: number | undefined;
    const look = (): void => {
      try {
        const current = version();
        const isNew = current !== seen;
        seen = current;
        if (isNew) raise();
      } catch {
        raise(); // whoever waits reads, and meets the same error where it can be answered
      }
    };
    const timer = setInterval(look, intervalMs);
    return () => {
      clearInterval(timer);
    };
  });
}
