import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import type { EventStore, StreamName } from '#event-store';
import { canonical, isEventStoreError, newId } from '#event-store';
import type { Verdict } from '#ledger';
import { openTree, verifyLog } from '#ledger';
import { ledgerBeside, readersOf, type LedgerBeside } from '#ledger/testing';
import { describeOnServer, type DataCopy, type SingleNode } from '#testing/kurrentdb';
import { atRandom, countOf, type Chance } from '../support/chance';
import { useFolders } from '../support/folders';
import { report } from '../support/report';
import { newStream, QUICK, useStores } from './support/stores';

const FLIPS = countOf('OVATION_FAILURE_CHUNK_FLIPS', 1);
const STREAMS = 3;
const EVENTS = 30;
const CHUNK = 'chunk-000000.000000';
/** A server starts for every byte, and may take a minute to say that it does not. */
const LIMIT_MS = 120_000 + FLIPS * 90_000;

const textOf = (number: number): string => `Buyer ${String(number).padStart(3, '0')} left before the end.`;

/** Films with notes, each of which says its number, and a ledger that has signed them. */
async function record(store: EventStore, folder: string): Promise<{ streams: StreamName[]; ledger: LedgerBeside }> {
  const streams = Array.from({ length: STREAMS }, newStream);
  const ledger = ledgerBeside(store, folder);
  for (let number = 1; number <= EVENTS; number += 1) {
    const stream = streams[number % STREAMS] as StreamName;
    const note = { id: newId(), type: 'NoteTaken', data: { text: textOf(number) }, metadata: { user: 'mia' } };
    await store.append(stream, number <= STREAMS ? 'no-stream' : 'exists', [note]);
  }
  await ledger.sign();
  return { streams, ledger };
}

async function verified(log: EventStore, { tree }: LedgerBeside): Promise<Verdict> {
  const kept = openTree(tree);
  try {
    const verdict = await verifyLog({ log, kept });
    const { isIntact } = await verifyLog({ log, kept, readers: readersOf(log, kept, 2) });
    expect(isIntact).toBe(verdict.isIntact);
    return verdict;
  } finally {
    kept.close();
  }
}

async function canonicalOf(log: EventStore): Promise<string> {
  const events: string[] = [];
  for await (const event of log.readAll()) events.push(canonical(event));
  return events.join('\n');
}

/** What a server makes of a chunk of its log that somebody has changed while it was down. */
type Outcome =
  | { readonly came: 'a verdict'; readonly verdict: Verdict; readonly events: string }
  | { readonly came: 'the server does not start' | 'no answer' };

function whatCame(outcome: Outcome): string {
  if (outcome.came !== 'a verdict') return outcome.came;
  const [first] = outcome.verdict.findings;
  return first === undefined ? 'every event as before' : `found as ${first.code}`;
}

describeOnServer('a ledger beside a server', 'own', (servers) => {
  const stores = useStores();
  const folders = useFolders();

  async function withChunk(
    node: SingleNode,
    copy: DataCopy,
    bytes: Uint8Array,
    ledger: LedgerBeside,
  ): Promise<Outcome> {
    if (node.isRunning()) await node.kill();
    writeFileSync(join(copy.folder, CHUNK), bytes);
    node.restoreData(copy);
    try {
      await node.restart();
    } catch {
      return { came: 'the server does not start' };
    }
    const store = stores.open({ ...QUICK, url: node.url, readOnly: true });
    try {
      const verdict = await verified(store, ledger);
      const events = verdict.isIntact ? await canonicalOf(store) : '';
      return { came: 'a verdict', verdict, events };
    } catch (error) {
      if (!isEventStoreError(error)) throw error;
      return { came: 'no answer' };
    } finally {
      await store.close();
    }
  }

  it(
    'names an event of which a byte was altered in the file of the server, who notices nothing',
    atRandom(async (chance: Chance) => {
      const node = await servers.startNode();
      const store = stores.open({ url: node.url });
      const { ledger } = await record(store, folders.make());
      expect(await verified(store, ledger)).toMatchObject({ isIntact: true, checkpoints: 1, events: EVENTS + 2 });
      const before = await canonicalOf(store);
      await store.close();
      await node.kill();
      const copy = node.copyData();
      const chunk = readFileSync(join(copy.folder, CHUNK));

      for (const number of [1, chance.whole(2, EVENTS - 1), EVENTS]) {
        const altered = Buffer.from(chunk);
        altered.write('B', chunk.indexOf(textOf(number)) + textOf(number).indexOf('left'));
        const outcome = await withChunk(node, copy, altered, ledger);
        expect(outcome).toMatchObject({ came: 'a verdict' });
        const { findings } = (outcome as { readonly verdict: Verdict }).verdict;
        expect(findings.map(({ code }) => code)).toEqual(['altered', 'checkpoint']);
        expect(findings[0]?.event?.number).toBe(number);
      }

      const [from, to] = [chunk.indexOf(textOf(1)) - 300, chunk.indexOf(textOf(EVENTS)) + 100];
      const outcomes: Record<string, number> = {};
      for (let times = 0; times < FLIPS; times += 1) {
        const flipped = Buffer.from(chunk);
        const at = chance.whole(from, to);
        flipped[at] = (flipped[at] ?? 0) ^ (1 << chance.whole(0, 7));
        const outcome = await withChunk(node, copy, flipped, ledger);
        const what = whatCame(outcome);
        if (outcome.came === 'a verdict' && outcome.verdict.isIntact) expect(outcome.events).toBe(before);
        outcomes[what] = (outcomes[what] ?? 0) + 1;
      }
      const figures = Object.entries(outcomes).map(([what, count]) => `${what} ${String(count)}`);
      report(
        'bytes altered in the chunk of a server',
        `3 letters of 3 events, each named; ${String(FLIPS)} bits anywhere: ${figures.join(', ')}`,
        chance.seed,
      );
    }),
    LIMIT_MS,
  );

  it('finds streams that an administrator has truncated or deleted, which the log of the server still shows', async () => {
    const node = await servers.startNode();
    const store = stores.open({ url: node.url });
    const { streams, ledger } = await record(store, folders.make());
    const client = KurrentDBClient.connectionString(node.url);
    try {
      const [truncated = '', deleted = '', gone = ''] = streams;
      await client.setStreamMetadata(truncated, { maxCount: 2 });
      await client.deleteStream(deleted);
      await client.tombstoneStream(gone);
    } finally {
      await client.dispose();
    }
    const { findings } = await verified(store, ledger);
    const found = (stream: StreamName | undefined, what: string): unknown =>
      expect.objectContaining({
        code: 'removed',
        message: expect.stringMatching(
          new RegExp(`^Events of the stream ${String(stream)} were removed.*${what}`),
        ) as string,
      });
    expect(findings).toHaveLength(STREAMS);
    expect(findings).toEqual(
      expect.arrayContaining([
        found(streams[0], 'it begins with revision 8'),
        found(streams[1], 'it has no events'),
        found(streams[2], 'A stream was deleted on the server'),
      ]),
    );
  });
});
