import { createRequire } from 'node:module';
import { join } from 'node:path';
import { answerParent } from '../measuring/child';
import { readPatterns } from '../measuring/patterns';
import type { Append, Pattern, Writers } from '../measuring/writers';
import { createWriters } from '../measuring/writers';
import { perSecond } from '../measuring/rounds';
import { ROOT } from '../root';

const WRITERS = 64;

/** As much of Emmett 0.42 as is used. Its packages are in bench/emmett, apart from those of the product. */
interface EmmettStore {
  schema: { migrate(): Promise<unknown> };
  appendToStream(
    stream: string,
    events: readonly { type: string; data: unknown; metadata: unknown }[],
    options: { expectedStreamVersion: unknown },
  ): Promise<{ nextExpectedStreamVersion: bigint }>;
  close(): Promise<void>;
}

interface EmmettConsumer {
  reactor(options: {
    processorId: string;
    connectionOptions: { connectionString: string };
    eachMessage: () => void;
  }): void;
  start(): Promise<void>;
  close(): Promise<void>;
}

interface Emmett {
  getPostgreSQLEventStore(url: string): EmmettStore;
  /** Of a consumer that a store makes, `close` closes the connections of the store. */
  postgreSQLEventStoreConsumer(options: {
    connectionString: string;
    stopWhen: { noMessagesLeft: true };
  }): EmmettConsumer;
  STREAM_DOES_NOT_EXIST: unknown;
}

/** Emmett's PostgreSQL event store, as its documentation shows it. */
export type EmmettCalls = {
  /** Opens it; `url` of a PostgreSQL server. */
  open: (url: string) => Promise<void>;
  /** Appends so many events by 64 writers; answers how many per second, and how many of them failed. */
  append: (appends: number) => Promise<{ rate: number; errors: number }>;
  /** Consumes all events that are there, from the first on; answers how many per second. */
  consume: (given: null) => Promise<number>;
};

interface Opened {
  readonly url: string;
  readonly store: EmmettStore;
  readonly writers: Writers;
}

const require_ = createRequire(join(ROOT, 'bench/emmett/package.json'));
let opened: Opened | undefined;
let consumers = 0;
let errors = 0;

const emmett = (): Emmett => ({
  ...(require_('@event-driven-io/emmett') as Emmett),
  ...(require_('@event-driven-io/emmett-postgresql') as Emmett),
});

function isOpen(): Opened {
  if (opened === undefined) throw new Error('Emmett was not opened.');
  return opened;
}

const appendTo =
  (store: EmmettStore): Append =>
  async (stream, expected, { type, data, metadata }: Pattern) => {
    const expectedStreamVersion = expected === 'no-stream' ? emmett().STREAM_DOES_NOT_EXIST : expected;
    try {
      const event = { type, data, metadata };
      return (await store.appendToStream(stream, [event], { expectedStreamVersion })).nextExpectedStreamVersion;
    } catch {
      errors += 1;
      return expected;
    }
  };

answerParent(
  {
    open: async (url) => {
      const store = emmett().getPostgreSQLEventStore(url);
      await store.schema.migrate();
      opened = { url, store, writers: createWriters(WRITERS, await readPatterns(), 'emmett') };
    },
    append: async (appends) => {
      const { store, writers } = isOpen();
      errors = 0;
      const rate = await perSecond(appends, () => writers.write(appendTo(store), appends));
      return { rate, errors };
    },
    consume: async () => {
      const { url } = isOpen();
      const consumer = emmett().postgreSQLEventStoreConsumer({
        connectionString: url,
        stopWhen: { noMessagesLeft: true },
      });
      const begun = performance.now();
      let last = begun;
      let seen = 0;
      consumers += 1;
      consumer.reactor({
        processorId: `bench-${String(consumers)}`,
        connectionOptions: { connectionString: url },
        eachMessage: () => {
          seen += 1;
          last = performance.now();
        },
      });
      await consumer.start();
      await consumer.close();
      return (seen * 1_000) / (last - begun);
    },
  } satisfies EmmettCalls,
  () => opened?.store.close(),
);
