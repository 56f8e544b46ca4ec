import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { setTimeout as delay } from 'node:timers/promises';
import { EventStoreError, isEventStoreError } from '../errors';
import type { ConnectionString } from './connection-string';
import { failureFrom, isOfConnection } from './failures';

/** Between two clients that are made because the one before lost its server. */
const LEAST_AGE_MS = 500;

/** One client at a time, made anew when it cannot be trusted any more. */
export interface ClientHolder {
  readonly client: () => KurrentDBClient;
  /**
   * A call on `client` failed. When the connection is to blame the client is thrown away: one that once failed to find the
   * server fails for ever, and one whose call was never answered may never answer another.
   */
  readonly failed: (client: KurrentDBClient, failure: EventStoreError) => void;
  readonly dispose: () => Promise<void>;
}

/** Longest wait for what a client that is let go of still has to say. */
const DISPOSAL_MS = 1000;

function letGo(client: KurrentDBClient): Promise<void> {
  // Disposal waits for streams to end; those of a silent server never do.
  return Promise.race([client.dispose(), delay(DISPOSAL_MS, undefined, { ref: false })]).catch(() => undefined);
}

export function holdClient(connection: ConnectionString): ClientHolder {
  let made = 0;
  let madeAt = 0;
  let current: KurrentDBClient | undefined;
  return {
    client: () => {
      if (current === undefined) {
        current = makeClient(connection, made);
        made += 1;
        madeAt = performance.now();
      }
      return current;
    },
    failed: (client, failure) => {
      if (client !== current || !isOfConnection(failure) || performance.now() - madeAt < LEAST_AGE_MS) return;
      current = undefined;
      void letGo(client);
    },
    dispose: async () => {
      if (current !== undefined) await letGo(current);
    },
  };
}

function makeClient(connection: ConnectionString, attempt: number): KurrentDBClient {
  try {
    return KurrentDBClient.connectionString(connection.forClient(attempt));
  } catch (error) {
    throw isEventStoreError(error)
      ? error
      : new EventStoreError('invalid', `The event store ${connection.redacted} cannot be used.`, {
          cause: failureFrom(error, 'reading'),
        });
  }
}
