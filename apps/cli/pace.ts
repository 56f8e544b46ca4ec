import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { InvalidArgumentError } from 'commander';

/** How fast steps are shown: so many each second, or so many times as fast as they were recorded. */
export type Speed = { readonly perSecond: number } | { readonly times: number };

const SPEED = /^(\d+(?:\.\d+)?)(x|\/s)?$/;

/** `5` or `5/s`: five steps each second; `100x`: a hundred times as fast as they were recorded. */
export function readSpeed(text: string): Speed {
  const [, number, unit] = SPEED.exec(text) ?? [];
  const value = Number(number);
  if (number === undefined || value <= 0)
    throw new InvalidArgumentError(
      'Write 5 for five steps each second, or 100x for a hundred times as fast as recorded.',
    );
  return unit === 'x' ? { times: value } : { perSecond: value };
}

/** Lets a reader follow. */
export interface Pace {
  /**
   * Waits until the next step is to be shown; false when the reader has seen enough.
   * @param recordedAt when that step was recorded.
   */
  next(recordedAt: string): Promise<boolean>;
}

/** All at once. */
export const AT_ONCE: Pace = { next: () => Promise.resolve(true) };

/** Keys with which a reader stops: q, Escape, Ctrl-C, Ctrl-D. */
const STOP: ReadonlySet<string> = new Set(['q', '\u001b', '\u0003', '\u0004']);

/** A step for each key that is pressed, the first one at once. @param nextKey waits for one. */
export function byKey(nextKey: () => Promise<string>): Pace {
  let isFirst = true;
  return {
    next: async () => {
      const isShownAtOnce = isFirst;
      isFirst = false;
      return isShownAtOnce || !STOP.has(await nextKey());
    },
  };
}

/** A step after the other at a speed. @param wait for so many milliseconds. */
export function bySpeed(speed: Speed, wait: (ms: number) => Promise<unknown> = pause): Pace {
  let last: number | undefined;
  return {
    next: async (recordedAt) => {
      const now = Date.parse(recordedAt);
      const since = last === undefined ? 0 : Math.max(0, now - last);
      const isFirst = last === undefined;
      last = now;
      if (!isFirst) await wait('times' in speed ? since / speed.times : 1_000 / speed.perSecond);
      return true;
    },
  };
}

/** The next key that somebody presses on a terminal. */
export async function keyPressed(terminal: NodeJS.ReadStream): Promise<string> {
  terminal.setRawMode(true);
  terminal.resume();
  try {
    const [key] = (await once(terminal, 'data')) as [Buffer];
    return key.toString();
  } finally {
    terminal.setRawMode(false);
    terminal.pause();
  }
}

/** How a reader wants to follow: on a terminal as asked, anywhere else all at once. */
export function paceOf({ step = false, speed }: { readonly step?: boolean; readonly speed?: Speed }): Pace {
  if (!process.stdout.isTTY) return AT_ONCE;
  if (step && process.stdin.isTTY) return byKey(() => keyPressed(process.stdin));
  return speed === undefined ? AT_ONCE : bySpeed(speed);
}
