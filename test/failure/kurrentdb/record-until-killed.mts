/**
 * Records films in an event store on a server, with the views kept beside it, until it is killed. Says `ready` when it
 * begins. Arguments: the data folder, the URL of the event store, then the streams, a writer for each.
 */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openStores } from '#apps/api';
import { readConfiguration } from '#configuration';

const [folder = '', url = '', ...streams] = process.argv.slice(2);
const silent = (): void => undefined;
const ENTRY = { occurredAt: { on: '2024-09-07', precision: 'day' }, source: { kind: 'witnessed', by: 'agent' } };
const metadata = { user: 'agent', role: 'sales agent', schemaVersion: '1' };

const { store } = await openStores(readConfiguration({ OVATION_DATA_DIR: folder, EVENT_STORE_URL: url }), {
  mode: 'writer',
  log: {
    debug: silent,
    info: silent,
    warn: silent,
    error: (details) => process.stderr.write(`${JSON.stringify(details)}\n`),
  },
});

async function write(stream: string): Promise<void> {
  const filmId = stream.slice('film-'.length);
  const film = {
    ...ENTRY,
    filmId,
    slug: filmId,
    title: stream,
    year: 2024,
    directors: ['Anderson .Paak'],
    companies: [],
  };
  const registered = { id: randomUUID(), type: 'FilmRegistered', data: film, metadata };
  let { revision } = await store.append(stream, 'no-stream', [registered]);
  for (;;) {
    const data = { ...ENTRY, text: `${stream} ${String(revision)}` };
    ({ revision } = await store.append(stream, revision, [{ id: randomUUID(), type: 'NoteTaken', data, metadata }]));
  }
}

writeSync(1, 'ready\n');
await Promise.all(streams.map(write));
