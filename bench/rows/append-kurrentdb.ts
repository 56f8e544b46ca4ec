import { KurrentDBClient, NO_STREAM, jsonEvent } from '@kurrent/kurrentdb-client';
import { openEventStore } from '#apps/api';
import { newId } from '#event-store';
import { startKurrentServer } from '../measuring/kurrentdb-server';
import { readPatterns } from '../measuring/patterns';
import { inTurns, median, perSecond, ratioOf } from '../measuring/rounds';
import type { Append } from '../measuring/writers';
import { createWriters, throughPort } from '../measuring/writers';
import type { Figure, Row } from '../row';
import { WRITERS } from './append-64';

const APPENDS = { 1: 1_500, [WRITERS]: 10_000 };
const TITLE = 'Durable append on KurrentDB';

/** What an application would write with nothing but the client. */
const bare =
  (client: KurrentDBClient): Append =>
  async (stream, expected, { type, data, metadata }) => {
    const event = jsonEvent({ id: newId(), type, data: { ...data }, metadata: { ...metadata } });
    const streamState = expected === 'no-stream' ? NO_STREAM : expected;
    return (await client.appendToStream(stream, event, { streamState })).nextExpectedRevision;
  };

export const appendKurrentdb: Row = {
  name: 'append-kurrentdb',
  title: TITLE,
  async run({ rounds, sized, folder, say }) {
    say('starts KurrentDB');
    const server = await startKurrentServer(folder('kurrentdb'));
    if (typeof server === 'string') return [{ of: 'through the port', notRun: server }];
    const client = KurrentDBClient.connectionString(server.url);
    const store = await openEventStore(server.url);
    const patterns = await readPatterns();
    const name = newId();
    try {
      const figures: Figure[] = [];
      for (const [writers, full] of Object.entries(APPENDS)) {
        const count = Number(writers);
        const appends = sized(full, 2 * count);
        const ours = createWriters(count, patterns, `port-${writers}-${name}`);
        const theirs = createWriters(count, patterns, `bare-${writers}-${name}`);
        const measured = await inTurns(rounds, {
          subject: () => perSecond(appends, () => ours.write(throughPort(store), appends)),
          reference: () => perSecond(appends, () => theirs.write(bare(client), appends)),
        });
        figures.push({
          of: `through the port, ${writers} writer${count === 1 ? '' : 's'}`,
          value: median(measured.subject),
          unit: 'appends/s',
          reference: { of: 'the bare client, same server', value: median(measured.reference) },
          ratio: ratioOf(measured.subject, measured.reference),
          reach: { atLeast: 0.9 },
        });
      }
      return figures;
    } finally {
      await store.close();
      await client.dispose();
      await server.stop();
    }
  },
};
