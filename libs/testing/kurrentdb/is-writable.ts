import { setTimeout as pause } from 'node:timers/promises';
import { KurrentDBClient, jsonEvent } from '@kurrent/kurrentdb-client';

const LIMIT_MS = 2_000;

/** Nothing is written: the stream is not there, so that the expectation cannot hold. */
async function isRefusedByTheStream(client: KurrentDBClient): Promise<boolean> {
  try {
    await client.appendToStream('probe-writable', jsonEvent({ type: 'Probe', data: {} }), { streamState: 0n });
    return false;
  } catch (error) {
    return (error as { readonly type?: unknown }).type === 'wrong-expected-version';
  }
}

/** Whether a server takes appends: one that says it is live may still refuse them. Writes nothing. */
export async function isWritable(url: string): Promise<boolean> {
  // A client of its own each time: one that failed its discovery fails for ever.
  const client = KurrentDBClient.connectionString(url);
  try {
    return await Promise.race([isRefusedByTheStream(client), pause(LIMIT_MS, false, { ref: false })]);
  } finally {
    await client.dispose();
  }
}
