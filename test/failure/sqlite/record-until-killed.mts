/**
 * Once told to by a line on standard input, records with many writers until it is killed, with the views kept beside
 * it where that line is `with views`. Says on standard output what it was answered: `<stream> <revision> <position>`,
 * a line for each append. Arguments: the data folder, then the streams, a writer for each.
 */
import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { EventStore, NewEvent } from '#event-store';
import type * as acquisitionViews from '#acquisition/views';
import type * as eventStore from '#event-store';
import type * as sqlite from '#event-store/sqlite';
import type * as readStores from '#read-store';
import type * as subscriptions from '#subscriptions';

const require = createRequire(import.meta.url);
const { viewsOf } = require('#acquisition/views') as typeof acquisitionViews;
const { newId } = require('#event-store') as typeof eventStore;
const { openSqliteEventStore } = require('#event-store/sqlite') as typeof sqlite;
const { openReadStore } = require('#read-store') as typeof readStores;
const { superviseViews } = require('#subscriptions') as typeof subscriptions;

const [folder = '', ...streams] = process.argv.slice(2);
const say = (line: string): void => void writeSync(1, `${line}\n`);
const silent = (): void => undefined;
const complain = (fields: object, message: string): void =>
  void process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);

const ENTRY = {
  occurredAt: { on: '2024-09-07', precision: 'day' },
  source: { kind: 'witnessed', by: 'agent' },
};

function eventOf(stream: string, revision: number, append: string): NewEvent {
  const metadata = { user: 'agent', role: 'sales agent', schemaVersion: '1', append };
  const says = `${stream} ${String(revision)}`;
  const filmId = stream.slice('film-'.length);
  return revision === 0
    ? {
        id: newId(),
        type: 'FilmRegistered',
        data: { ...ENTRY, filmId, slug: filmId, title: says, year: 2024, directors: ['Anderson .Paak'], companies: [] },
        metadata,
      }
    : { id: newId(), type: 'NoteTaken', data: { ...ENTRY, text: says }, metadata };
}

async function revisionOf(store: EventStore, stream: string): Promise<number> {
  for await (const { revision } of store.readStream(stream, { direction: 'backwards', limit: 1 }))
    return Number(revision);
  return -1;
}

async function write(store: EventStore, stream: string): Promise<void> {
  let revision = await revisionOf(store, stream);
  for (;;) {
    const first = revision + 1;
    const size = 1 + Math.floor(Math.random() * 4);
    const events = Array.from({ length: size }, (_, index) =>
      eventOf(stream, first + index, `${String(first)}+${String(size)}`),
    );
    const answer = await store.append(stream, first === 0 ? 'no-stream' : BigInt(revision), events);
    revision = Number(answer.revision);
    say(`${stream} ${String(revision)} ${answer.position}`);
  }
}

async function keepViews(store: EventStore): Promise<void> {
  const views = superviseViews({
    store,
    readStore: await openReadStore({ url: `sqlite:${join(folder, 'views.db')}` }),
    views: viewsOf(store),
    log: { debug: silent, info: silent, warn: silent, error: complain },
    now: () => new Date(),
  });
  await views.start();
}

say('loaded');
const how = await createInterface({ input: process.stdin }).question('');
const store = openSqliteEventStore({ file: join(folder, 'ovation.db') });
if (how === 'with views') await keepViews(store);
say('ready');
await Promise.all(streams.map((stream) => write(store, stream)));
