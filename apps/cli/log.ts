import type { Log } from '#subscriptions';
import { say } from './output/print';

/** Only what goes wrong is worth a line between a question and its answer. */
export const quiet: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: (_fields, message) => say(message),
  error: (_fields, message) => say(message),
};
