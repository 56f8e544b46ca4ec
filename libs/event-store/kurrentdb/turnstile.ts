import { EventStoreError } from '../errors';

/** Lets so many in at once, in order of arrival; the others wait, and beyond `maxWaiting` are turned away. */
export function createTurnstile(
  most: number,
  maxWaiting: number,
): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let inside = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (inside >= most) {
      if (waiting.length >= maxWaiting) {
        throw new EventStoreError('unavailable', 'Too many appends wait for the event store already: try again later.');
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      inside += 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) inside -= 1;
      else next();
    }
  };
}
