/** A clock that stands until it is moved, and wakes those who wait for a moment that it comes to. */
export interface MovableClock {
  now(): string;
  dayOf(instant: string): string;
  until(instant: string, signal: AbortSignal): Promise<void>;
  /** @param instant UTC, ISO 8601 with milliseconds; never earlier than before. */
  moveTo(instant: string): void;
}

export function clockAt(start: string): MovableClock {
  let now = start;
  const waiting = new Set<() => void>();
  return {
    now: () => now,
    dayOf: (moment) => moment.slice(0, 10),
    until: (instant, signal) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (now < instant && !signal.aborted) return;
          waiting.delete(look);
          signal.removeEventListener('abort', look);
          resolve();
        };
        waiting.add(look);
        signal.addEventListener('abort', look);
        look();
      }),
    moveTo: (next) => {
      now = next;
      for (const look of waiting) look();
    },
  };
}
