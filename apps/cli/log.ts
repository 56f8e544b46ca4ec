import type { Log } from '#subscriptions';
import { say } from './output/print';

let lastSaid = '';

/** The same thing again, as a view that keeps trying says it, is said once. */
const sayOnce = (_fields: object, message: string): void => {
  if (message !== lastSaid) say(message);
  lastSaid = message;
};

/** Only what goes wrong is worth a line between a question and its answer. */
export const quiet: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: sayOnce,
  error: sayOnce,
};
