import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { keepTree } from '#ledger';
import type { Log } from '#subscriptions';
import { openEventStore } from '../open-event-store';
import type { LedgerSaying, LedgerSettings } from './start-ledger';

/** The program of the thread that keeps the tree of the ledger, with a store of its own to read. */
async function keep(say: (saying: LedgerSaying) => void, signal: AbortSignal): Promise<void> {
  const { eventStoreUrl, folder } = workerData as LedgerSettings;
  const sayer =
    (level: keyof Log) =>
    (fields: object, message: string): void =>
      say({ says: 'log', level, fields: { ...fields, err: undefined }, message });
  const log = { debug: sayer('debug'), info: sayer('info'), warn: sayer('warn'), error: sayer('error') };
  const store = await openEventStore(eventStoreUrl, { readOnly: true });
  try {
    const process = keepTree({ store, folder, log, onGrown: (size) => say({ says: 'grown', size }) });
    await process.run(signal, () => say({ says: 'went well' }));
  } finally {
    await store.close();
  }
}

if (parentPort !== null) {
  const port = parentPort;
  // Commands go first: the ledger makes up for it.
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const end = new AbortController();
  port.on('message', () => end.abort());
  const say = (saying: LedgerSaying): void => port.postMessage(saying);
  keep(say, end.signal)
    .catch((error: unknown) => {
      const { name, message, code } = error as Error & { readonly code?: string };
      say({ says: 'failed', error: { name, message, ...(code === undefined ? {} : { code }) } });
    })
    .finally(() => port.close())
    .catch(() => undefined);
}
