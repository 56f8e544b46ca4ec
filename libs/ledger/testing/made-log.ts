import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { newId, type EventStore } from '#event-store';
import { openSqliteEventStore, type SqliteEventStoreOptions } from '#event-store/sqlite';
import { openTree, verifyLog, type KeptCheckpoint, type Verdict } from '..';
import { ledgerBeside } from './ledger-beside';
import { readersOf } from './readers-of';

/** A made log has so many events, and three more of its ledger: where it begins, and a checkpoint after each half. */
export const MADE_EVENTS = 60;
const STREAMS = 4;

/**
 * A log that was made once, with a ledger beside it, and a copy of both for each test to tamper with; all of it is gone
 * afterwards. For use within Jest.
 */
export interface MadeLog {
  /** Where the copy lies. */
  readonly folder: string;
  /** Path of the log. */
  readonly file: string;
  /** Where its tree lies. */
  readonly tree: string;
  /** Of the whole log, and of its first events. */
  readonly notes: { readonly first: string; readonly last: string };
  /** Opens the log, or another file; closed after the test unless it was closed before. */
  open(options?: Partial<SqliteEventStoreOptions>): EventStore;
  /** Closes what is open, and puts log and ledger back as they were made. */
  restore(): Promise<void>;
  /** Runs SQL on the log, as somebody does it who has the file and knows its format. */
  tamper(...statements: readonly string[]): void;
  /** Verifies the log, and expects that whoever shares the reading finds the same. */
  verify(options?: { readonly withTree?: boolean; readonly against?: readonly KeptCheckpoint[] }): Promise<Verdict>;
}

/** Makes a log before the first test of a file, and copies it before each. */
export function useMadeLog(): MadeLog {
  let folder = '';
  let made = '';
  let notes = { first: '', last: '' };
  const opened: EventStore[] = [];

  const fileOf = (): string => join(folder, 'log.db');
  const treeOf = (): string => join(folder, 'tree');
  const open: MadeLog['open'] = (options = {}) => {
    const store = openSqliteEventStore({ file: fileOf(), ...options });
    opened.push(store);
    return store;
  };
  const close = async (): Promise<void> => {
    for (const store of opened.splice(0)) await store.close();
  };
  const restore = async (): Promise<void> => {
    await close();
    rmSync(folder, { recursive: true });
    cpSync(made, folder, { recursive: true });
  };

  beforeAll(async () => {
    made = mkdtempSync(join(tmpdir(), 'ledger-made-'));
    const store = open({ file: join(made, 'log.db') });
    const ledger = ledgerBeside(store, made);
    await append(store, 0, MADE_EVENTS / 2);
    const first = await ledger.sign();
    await append(store, MADE_EVENTS / 2, MADE_EVENTS);
    notes = { first, last: await ledger.sign() };
    await close();
  });
  afterAll(() => rmSync(made, { recursive: true }));

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ledger-'));
    await restore();
  });
  afterEach(async () => {
    await close();
    rmSync(folder, { recursive: true });
  });

  return {
    get folder() {
      return folder;
    },
    get file() {
      return fileOf();
    },
    get tree() {
      return treeOf();
    },
    get notes() {
      return notes;
    },
    open,
    restore,
    tamper: (...statements) => {
      const database = new DatabaseSync(fileOf());
      try {
        for (const statement of statements) database.exec(statement);
      } finally {
        database.close();
      }
    },
    verify: async ({ withTree = true, against = [] } = {}) => {
      const kept = openTree(treeOf());
      try {
        const tree = withTree ? { kept } : {};
        const verdict = await verifyLog({ log: open({ readOnly: true }), ...tree, against });
        const readers = readersOf(open({ readOnly: true }), kept, 2);
        expect(await verifyLog({ log: open({ readOnly: true }), ...tree, against, readers })).toEqual(verdict);
        return verdict;
      } finally {
        kept.close();
      }
    },
  };
}

const anEvent = (index: number) => ({
  id: newId(),
  type: 'OfferMade',
  data: { buyer: `Buyer ${String(index)}`, amount: { minor: 1_000 + index, currency: 'USD' } },
  metadata: { user: 'agent' },
});

/** Records events of a made log, from one number to before another, counted from 0; or more of the same kind after its end. */
export async function append(store: EventStore, from: number, to: number): Promise<void> {
  for (let index = from; index < to; index += 1) {
    const stream = `film-${String(index % STREAMS)}`;
    await store.append(stream, index < STREAMS ? 'no-stream' : 'exists', [anEvent(index)]);
  }
}

/** What was found: codes and messages, in their order. */
export const said = ({ findings }: Verdict): readonly string[] =>
  findings.map(({ code, message }) => `${code}: ${message}`);
