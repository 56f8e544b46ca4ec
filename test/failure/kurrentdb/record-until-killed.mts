/**
 * Records films in an event store on a server, with the views kept beside it, until it is killed. Arguments: the data
 * folder, the URL of the event store, then the streams, a writer for each.
 */
import { createRequire } from 'node:module';
import type * as api from '#apps/api';
import type * as configuration from '#configuration';
import type * as eventStore from '#event-store';

const require = createRequire(import.meta.url);
const { openStores } = require('#apps/api') as typeof api;
const { readConfiguration } = require('#configuration') as typeof configuration;
const { newId } = require('#event-store') as typeof eventStore;

const [folder = '', url = '', ...streams] = process.argv.slice(2);
const silent = (): void => undefined;
const complain = (fields: object, message: string): void =>
  void process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);
const ENTRY = { occurredAt: { on: '2024-09-07', precision: 'day' }, source: { kind: 'witnessed', by: 'agent' } };
const metadata = { user: 'agent', role: 'sales agent', schemaVersion: '1' };

const { store } = await openStores(readConfiguration({ OVATION_DATA_DIR: folder, EVENT_STORE_URL: url }), {
  mode: 'writer',
  log: { debug: silent, info: silent, warn: silent, error: complain },
});

async function write(stream: string): Promise<void> {
  const filmId = stream.slice('film-'.length);
  const film = { ...ENTRY, filmId, slug: filmId, title: stream, year: 2024, directors: ['Anderson .Paak'] };
  const registered = { id: newId(), type: 'FilmRegistered', data: { ...film, companies: [] }, metadata };
  let { revision } = await store.append(stream, 'no-stream', [registered]);
  for (;;) {
    const data = { ...ENTRY, text: `${stream} ${String(revision)}` };
    ({ revision } = await store.append(stream, revision, [{ id: newId(), type: 'NoteTaken', data, metadata }]));
  }
}

await Promise.all(streams.map(write));
