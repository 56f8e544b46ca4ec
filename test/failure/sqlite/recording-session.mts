/**
 * A short life of an event log: made in a new folder, written to by several writers, closed, opened and written to
 * again. It says in the file `acknowledged` what it was answered, in the moment it was: `<stream> <revision> <position>`,
 * a line for each append; and `begin` and `end` around the appends of each half.
 * Argument: JSON of SessionOptions.
 */
import { openSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { NewEvent } from '#event-store';
import type { SqliteEventStore, SqliteEventStoreOptions } from '#event-store/sqlite';
import type * as eventStore from '#event-store';
import type * as sqlite from '#event-store/sqlite';

const require = createRequire(import.meta.url);
const { newId } = require('#event-store') as typeof eventStore;
const { openSqliteEventStore } = require('#event-store/sqlite') as typeof sqlite;

interface SessionOptions {
  /** The folder that is watched. */
  readonly folder: string;
  readonly writers: number;
  /** How often each writer appends in each of the two halves. */
  readonly appends: number;
  /** Events of one append, at the most. */
  readonly batch: number;
  /** Characters of an event, now and then. */
  readonly large: number;
  readonly pragmas: NonNullable<SqliteEventStoreOptions['pragmas']>;
  /** Takes back, behind the back of the store, the setting that it insists on. */
  readonly synchronous?: 'NORMAL';
}

const options = JSON.parse(process.argv[2] ?? '{}') as SessionOptions;
const acknowledged = openSync(join(options.folder, 'acknowledged'), 'a');

if (options.synchronous !== undefined) {
  const { prototype } = DatabaseSync;
  const prepare = Object.getOwnPropertyDescriptor(prototype, 'prepare')?.value as typeof prototype.prepare;
  prototype.prepare = function weakened(this: DatabaseSync, ...args) {
    if (args[0] === 'BEGIN IMMEDIATE') this.exec(`PRAGMA synchronous = ${options.synchronous ?? ''}`);
    return prepare.apply(this, args);
  };
}

const say = (line: string): void => void writeSync(acknowledged, `${line}\n`);

const eventsOf = (stream: string, first: number, size: number): NewEvent[] =>
  Array.from({ length: size }, (_, index) => ({
    id: newId(),
    type: 'NoteTaken',
    data: { text: `${stream} ${String(first + index)}`, more: 'x'.repeat(Math.random() < 0.1 ? options.large : 200) },
    metadata: { append: `${String(first)}+${String(size)}` },
  }));

async function write(store: SqliteEventStore, stream: string, before: number): Promise<number> {
  let revision = before;
  for (let append = 0; append < options.appends; append += 1) {
    const first = revision + 1;
    const events = eventsOf(stream, first, 1 + Math.floor(Math.random() * options.batch));
    const answer = await store.append(stream, first === 0 ? 'no-stream' : BigInt(revision), events);
    revision = Number(answer.revision);
    say(`${stream} ${String(revision)} ${answer.position}`);
  }
  return revision;
}

let revisions = Array.from({ length: options.writers }, () => -1);
const counts = { commits: 0, appends: 0, events: 0 };
for (let half = 0; half < 2; half += 1) {
  const store = openSqliteEventStore({ file: join(options.folder, 'data', 'log.db'), pragmas: options.pragmas });
  say('begin');
  revisions = await Promise.all(revisions.map((revision, writer) => write(store, `film-${String(writer)}`, revision)));
  say('end');
  const { commits, appends, events } = store.stats();
  counts.commits += commits;
  counts.appends += appends;
  counts.events += events;
  await store.close();
}
process.stdout.write(`${JSON.stringify(counts)}\n`);
