/**
 * Lives a short life of an event log again and again, on a disk of which the first, then the second, then the third call
 * fails, and so on until a life sees no failure. Each life has a folder of its own, with the file `acknowledged` in it.
 * Says on standard output, a line of JSON for each life, what it was told (Life).
 * Argument: JSON of Failing.
 */
import { closeSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { NewEvent } from '#event-store';
import type { SqliteEventStore } from '#event-store/sqlite';
import type * as eventStore from '#event-store';
import type * as sqlite from '#event-store/sqlite';

const require = createRequire(import.meta.url);
const { isEventStoreError, newId } = require('#event-store') as typeof eventStore;
const { openSqliteEventStore } = require('#event-store/sqlite') as typeof sqlite;

export interface Failing {
  readonly folder: string;
  readonly controlFile: string;
  readonly errno: number;
  /** Sum of kinds of calls. */
  readonly failKinds: number;
  /** Calls that fail, from the first one on. */
  readonly failCount: number;
}

export interface Life {
  readonly life: string;
  /** Calls that failed. */
  readonly failed: number;
  /** Codes of what was thrown, each with where; the error itself where it has no code. */
  readonly told: readonly string[];
  /** Appends that were tried on the failing disk, and of these the ones that were answered in the end. */
  readonly asked: number;
  readonly answered: number;
}

const failing = JSON.parse(process.argv[2] ?? '{}') as Failing;
const WRITERS = 3;
const APPENDS = 4;
const TRIES = 3;
/** Of the shared figures: eight numbers of eight bytes, the last of which is how many calls failed. */
const CONTROL_BYTES = 64;

function command(failAt: number): number {
  const bytes = Buffer.alloc(CONTROL_BYTES);
  const control = openSync(failing.controlFile, 'r+');
  readSync(control, bytes, 0, bytes.length, 0);
  const failed = Number(bytes.readBigInt64LE(CONTROL_BYTES - 8));
  [failAt, failing.errno, failing.failCount, failing.failKinds].forEach((value, index) =>
    bytes.writeBigInt64LE(BigInt(value), index * 8),
  );
  bytes.fill(0, 32);
  writeSync(control, bytes, 0, bytes.length, 0);
  closeSync(control);
  return failed;
}

const eventsOf = (stream: string, first: number, size: number): NewEvent[] =>
  Array.from({ length: size }, (_, index) => ({
    id: newId(),
    type: 'NoteTaken',
    data: { text: `${stream} ${String(first + index)}`, more: 'x'.repeat(index === 2 ? 6000 : 100) },
    metadata: { append: `${String(first)}+${String(size)}` },
  }));

async function liveOnce(life: string, failAt: number): Promise<Life> {
  const told: string[] = [];
  const tellOf =
    (where: string) =>
    (error: unknown): void => {
      told.push(`${where}: ${isEventStoreError(error) && error.message !== '' ? error.code : String(error)}`);
    };
  const folder = join(failing.folder, life);
  mkdirSync(folder);
  const acknowledged = openSync(join(folder, 'acknowledged'), 'a');
  const revisions = Array.from({ length: WRITERS }, () => -1);
  let [asked, answered] = [0, 0];

  async function append(store: SqliteEventStore, writer: number, size: number): Promise<void> {
    const stream = `film-${String(writer)}`;
    const before = revisions[writer] ?? -1;
    const events = eventsOf(stream, before + 1, size);
    asked += 1;
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      try {
        const answer = await store.append(stream, before === -1 ? 'no-stream' : BigInt(before), events);
        writeSync(acknowledged, `${stream} ${String(answer.revision)} ${answer.position}\n`);
        revisions[writer] = Number(answer.revision);
        answered += 1;
        return;
      } catch (error) {
        tellOf('append')(error);
      }
    }
  }

  const open = (): SqliteEventStore =>
    openSqliteEventStore({ file: join(folder, 'log.db'), pragmas: { wal_autocheckpoint: 8 } });

  async function use(): Promise<void> {
    let store: SqliteEventStore | undefined;
    try {
      store = open();
    } catch (error) {
      tellOf('open')(error);
      return;
    }
    for (let round = 0; round < APPENDS; round += 1)
      await Promise.all(revisions.map((_, writer) => append(store, writer, 1 + ((round + writer) % 3))));
    await store.close().catch(tellOf('close'));
  }

  command(failAt);
  await use();
  const failed = command(0);
  const onFailing = { asked, answered };

  // The disk is cured: what was left must be a log that goes on.
  const store = open();
  for (let writer = 0; writer < WRITERS; writer += 1) {
    const stream = `film-${String(writer)}`;
    revisions[writer] = -1;
    for await (const { revision } of store.readStream(stream, { direction: 'backwards', limit: 1 }))
      revisions[writer] = Number(revision);
    await append(store, writer, 2);
  }
  await store.close();
  closeSync(acknowledged);
  return { life, failed, told, ...onFailing };
}

for (let failAt = 1; ; failAt += 1) {
  const life = await liveOnce(`life-${String(failAt)}`, failAt);
  process.stdout.write(`${JSON.stringify(life)}\n`);
  if (life.failed === 0) break;
}
