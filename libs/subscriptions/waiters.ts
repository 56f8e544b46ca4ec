import type { Position } from '#event-store';

/** Whether something is so: yes, not yet, or never. */
export type Answer = 'yes' | 'not-yet' | 'never';

/** Those who wait for views to come to a position. */
export interface Waiters {
  /** Answers true once `ask` says yes, false when it says never or the time is up. */
  wait(ask: (position: Position) => Answer, position: Position, timeoutMs: number): Promise<boolean>;
  /** Asks again for everybody: something has changed. */
  readonly wake: () => void;
}

export const createWaiters = (): Waiters => {
  const checks = new Set<() => void>();
  return {
    wait: (ask, position, timeoutMs) => {
      const first = ask(position);
      if (first !== 'not-yet') return Promise.resolve(first === 'yes');
      return new Promise((resolve) => {
        const settle = (answer: boolean): void => {
          clearTimeout(timer);
          checks.delete(check);
          resolve(answer);
        };
        const check = (): void => {
          const answer = ask(position);
          if (answer !== 'not-yet') settle(answer === 'yes');
        };
        const timer = setTimeout(() => {
          settle(false);
        }, timeoutMs);
        checks.add(check);
      });
    },
    wake: () => {
      for (const check of checks) check();
    },
  };
};
