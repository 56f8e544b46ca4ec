/** Tells those who wait at the end of the log that it has grown, or that there is nothing more to wait for. */
export interface CommitSignal {
  /** Differs after every commit: taken before reading, it tells whether something was missed since. */
  version(): number;
  /** Wakes all who wait. */
  raise(): void;
  /** Resolves once the version may differ from `seen`, or when `signal` is aborted. */
  changed(seen: number, signal: AbortSignal): Promise<void>;
}

/** Begun when somebody waits, at the version that is seen then; may raise, and answers how to end it when nobody does. */
type Watch = (seen: number, raise: () => void) => () => void;

export function createCommitSignal(version: () => number, watch?: Watch): CommitSignal {
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
        endWatch ??= watch?.(seen, raise);
      }),
  };
}

/** For commits that another process makes: looks for a new version at an interval, while anybody waits. */
export function createPolledSignal(version: () => number, intervalMs: number): CommitSignal {
  return createCommitSignal(version, (seen, raise) => {
    const look = (): void => {
      try {
        if (version() !== seen) raise();
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
