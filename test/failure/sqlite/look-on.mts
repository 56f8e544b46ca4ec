/**
 * Reads a log to its end again and again while another process writes to it, and tries to write to it as well, until it
 * is told to stop by a line on standard input. Then says what it met. Argument: the file.
 */
import { createRequire } from 'node:module';
import { setImmediate as turn } from 'node:timers/promises';
import type * as eventStore from '#event-store';
import type * as sqlite from '#event-store/sqlite';

const require = createRequire(import.meta.url);
const { isEventStoreError } = require('#event-store') as typeof eventStore;
const { openSqliteEventStore } = require('#event-store/sqlite') as typeof sqlite;

const file = process.argv[2] ?? '';
const enough = new AbortController();
process.stdin.once('data', () => {
  enough.abort();
  process.stdin.destroy();
});

const others: string[] = [];
const codeOf = (error: unknown): string => (isEventStoreError(error) ? error.code : String(error));
let [reads, refusals] = [0, 0];
const store = openSqliteEventStore({ file, readOnly: true });
process.stdout.write('looking\n');
while (!enough.signal.aborted) {
  try {
    let last = '';
    for await (const { position } of store.readAll()) last = position;
    reads += 1;
    if (last > (await store.head())) others.push('The head went back.');
  } catch (error) {
    others.push(codeOf(error));
  }
  try {
    await openSqliteEventStore({ file }).close();
    others.push('It was let write.');
  } catch (error) {
    if (codeOf(error) === 'locked') refusals += 1;
    else others.push(codeOf(error));
  }
  await turn();
}
await store.close();
process.stdout.write(`${JSON.stringify({ reads, refusals, others })}\n`);
