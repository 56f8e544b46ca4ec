import { hash } from 'node:crypto';
import { join } from 'node:path';
import canonicalize from 'canonicalize';
import { startLedger, systemClock, verify } from '#apps/api';
import { readConfiguration } from '#configuration';
import type { RecordedEvent } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import { proveInclusion, readingTree } from '#ledger';
import type { Log } from '#subscriptions';
import { readPatterns } from '../measuring/patterns';
import { inTurns, median, perSecond, ratioOf } from '../measuring/rounds';
import { createWriters, throughPort } from '../measuring/writers';
import type { Bench, Figure, Row } from '../row';
import { WRITERS } from './append-64';

const APPENDS = 40_000;
/** So many events of the log are held in memory for the reference. */
const HELD = 200_000;
const PROOFS = 2_000;

const nothing = (): void => undefined;
const SILENT: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** A log that a ledger follows, in a thread of its own as beside a server. */
async function withLedger(folder: string) {
  const configuration = readConfiguration({ OVATION_DATA_DIR: folder });
  const store = openSqliteEventStore({ file: join(folder, 'ovation.db') });
  const ledger = await startLedger(store, systemClock('UTC'), configuration, { log: SILENT, thread: true });
  return { store, ledger };
}

/** Waits until the tree has so many leaves. */
const follows = (ledger: Awaited<ReturnType<typeof startLedger>>, leaves: number): Promise<void> =>
  ledger.tree.reaches(leaves, AbortSignal.timeout(2 ** 31 - 1));

async function writing({ rounds, sized, folder }: Bench): Promise<Figure> {
  const appends = sized(APPENDS, 128);
  const patterns = await readPatterns();
  const alone = openSqliteEventStore({ file: join(folder('ledger-off'), 'ovation.db') });
  const { store, ledger } = await withLedger(folder('ledger-on'));
  const off = createWriters(WRITERS, patterns, 'off');
  const on = createWriters(WRITERS, patterns, 'on');
  try {
    const measured = await inTurns(rounds, {
      off: () => perSecond(appends, () => off.write(throughPort(alone), appends)),
      on: async (round) => {
        const rate = await perSecond(appends, () => on.write(throughPort(store), appends));
        // So that it does not catch up while the other one is measured.
        await follows(ledger, appends * (round + 1));
        return rate;
      },
    });
    return {
      of: `durable append, ${String(WRITERS)} writers, a ledger following`,
      value: median(measured.on),
      unit: 'appends/s',
      reference: { of: 'no ledger', value: median(measured.off) },
      ratio: ratioOf(measured.on, measured.off),
      reach: { atLeast: 0.8 },
    };
  } finally {
    await ledger.stop();
    await store.close();
    await alone.close();
  }
}

async function eventsOf(file: string): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  const store = openSqliteEventStore({ file, readOnly: true });
  for await (const event of store.readAll({ limit: HELD })) events.push(event);
  await store.close();
  return events;
}

async function reading({ rounds, slates, say }: Bench): Promise<readonly Figure[]> {
  const slate = slates.copy(await slates.big());
  say('lets a ledger follow the slate');
  const { store, ledger } = await withLedger(slate.folder);
  await follows(ledger, slate.events);
  await ledger.stop();
  await store.close();
  const events = await eventsOf(slate.file);
  const texts = events.map(({ data, metadata }) => [JSON.stringify(data), JSON.stringify(metadata)] as const);
  const settings = { eventStoreUrl: `sqlite:${slate.file}`, treeFolder: ledger.folder };
  const verified = async (): Promise<number> => {
    const { isIntact, findings, events: read } = await verify(settings);
    if (!isIntact || read < slate.events) throw new Error(`The slate is not intact: ${findings[0]?.message ?? ''}`);
    return read;
  };
  /** As anybody would, with the library for the canonical form. */
  const hashed = (): void => {
    for (const [index, { id, stream, revision, type, recordedAt }] of events.entries()) {
      const [data, metadata] = texts[index] ?? ['', ''];
      const parsed = { data: JSON.parse(data) as unknown, metadata: JSON.parse(metadata) as unknown };
      const event = { ...parsed, id, stream, revision: String(revision), type, recordedAt };
      hash('sha256', `\u0000${canonicalize(event) ?? ''}`, 'buffer');
    }
  };
  say('verifies it');
  const measured = await inTurns(rounds, {
    subject: () => perSecond(slate.events, verified),
    reference: () => perSecond(events.length, hashed),
    proofs: () => {
      const step = Math.max(1, Math.floor(events.length / PROOFS));
      const asked = events.filter((_, index) => index % step === 0);
      return perSecond(asked.length, () => {
        for (const event of asked) proveInclusion(ledger.folder, event);
      });
    },
  });
  const leaves = readingTree(ledger.folder, ({ size }) => size);
  return [
    {
      of: 'verify: the log read again, leaves, tree, checkpoints, numbering, events by their schemas',
      value: median(measured.subject),
      unit: 'events/s',
      reference: { of: 'parse + canonical form + SHA-256 from memory, one thread', value: median(measured.reference) },
      ratio: ratioOf(measured.subject, measured.reference),
      reach: { atLeast: 1 },
    },
    {
      of: `proof of inclusion, ${leaves.toLocaleString('en')} leaves`,
      value: 1_000 / median(measured.proofs),
      unit: 'ms',
      reach: { atMost: 1 },
    },
  ];
}

export const ledger: Row = {
  name: 'ledger',
  title: 'The ledger',
  run: async (bench) => [await writing(bench), ...(await reading(bench))],
};
