import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { START, type EventStore, type Position } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import { dumpView, openReadStore, type ReadStore, type ViewStorage } from '#read-store';
import { superviseViews, type Log, type View, type ViewLimits, type ViewSupervisor } from '../index';

/** Every event adds one to the row of its film and a row of its own, so that one that counted twice would show. */
export interface TallyTables {
  tally: { film: string; events: number; sum: number };
  tally_entry: { position: string; film: string; amount: number };
}

export interface TallyOptions {
  readonly name?: string;
  readonly version?: number;
  /** The view fails at an amount for which this answers true. */
  readonly isPoison?: (amount: number) => boolean;
}

/** A view of amounts by film. Another version doubles the sum, so that one can tell them apart. */
export const tallyView = ({
  name = 'tally',
  version = 1,
  isPoison = () => false,
}: TallyOptions = {}): View<TallyTables> => ({
  name,
  version,
  tables: [
    {
      name: 'tally',
      key: ['film'],
      create: (schema, table) => [
        schema
          .createTable(table)
          .addColumn('film', 'text', (column) => column.notNull().primaryKey())
          .addColumn('events', 'integer', (column) => column.notNull())
          .addColumn('sum', 'integer', (column) => column.notNull()),
      ],
    },
    {
      name: 'tally_entry',
      key: ['position'],
      create: (schema, table) => [
        schema
          .createTable(table)
          .addColumn('position', 'text', (column) => column.notNull().primaryKey())
          .addColumn('film', 'text', (column) => column.notNull())
          .addColumn('amount', 'integer', (column) => column.notNull()),
        schema.createIndex(`${table}_by_film`).on(table).column('film'),
      ],
    },
  ],
  async apply(events, tx) {
    for (const { stream, position, data } of events) {
      const amount = Number(data['amount']);
      const entry = { position, film: stream, amount };
      await tx.insertInto('tally_entry').values(entry).execute();
      await tx
        .insertInto('tally')
        .values({ film: stream, events: 1, sum: amount * version })
        .onConflict((conflict) =>
          conflict.column('film').doUpdateSet((eb) => ({
            events: eb('tally.events', '+', 1),
            sum: eb('tally.sum', '+', eb.ref('excluded.sum')),
          })),
        )
        .execute();
      // Last, so that what this event wrote already is there to be rolled back.
      if (isPoison(amount)) throw new Error(`No amount may be ${String(amount)}.`);
    }
  },
});

export interface Said {
  readonly level: keyof Log;
  readonly message: string;
  readonly fields: object;
}

/** The real stores in a folder of their own, and supervisors over them. */
export interface Rig {
  store: EventStore;
  readStore: ReadStore<TallyTables>;
  readonly folder: string;
  readonly log: Log;
  /** What was logged. */
  readonly said: Said[];
  /** Appends an event per amount to a film, each with its own append. Answers the position of the last one. */
  append(amounts: readonly number[], film?: string): Promise<Position>;
  /** A started supervisor; stopped at the end. */
  supervise(options?: Supervision): Promise<ViewSupervisor>;
  /** A supervisor that is not started; stopped at the end. */
  supervisor(options?: Supervision): ViewSupervisor;
  /** Every row of the view `tally`, byte for byte. */
  dump(view?: View<never>): Promise<string[]>;
  /** Closes the read store and opens it again, as a restart does. */
  reopenReadStore(): Promise<void>;
  end(): Promise<void>;
}

export interface Supervision {
  readonly views?: readonly View<never>[];
  readonly limits?: Partial<ViewLimits>;
  readonly store?: EventStore;
  readonly readStore?: ViewStorage;
}

const QUICK: Partial<ViewLimits> = { backoffMinMs: 1, backoffMaxMs: 4, waitTimeoutMs: 60_000 };

export const createRig = async (): Promise<Rig> => {
  const folder = mkdtempSync(join(tmpdir(), 'subscriptions-'));
  const openViews = () => openReadStore<TallyTables>({ url: `sqlite:${join(folder, 'views.db')}`, busyTimeoutMs: 1 });
  const supervisors: ViewSupervisor[] = [];
  const said: Said[] = [];
  const sayer = (level: keyof Log) => (fields: object, message: string) => void said.push({ level, message, fields });
  const log: Log = { debug: sayer('debug'), info: sayer('info'), warn: sayer('warn'), error: sayer('error') };

  const rig: Rig = {
    folder,
    log,
    said,
    store: openSqliteEventStore({ file: join(folder, 'log.db') }),
    readStore: await openViews(),
    append: async (amounts, film = 'film-1') => {
      let position = START;
      for (const amount of amounts) {
        const event = { id: randomUUID(), type: 'OfferMade', data: { amount }, metadata: {} };
        const isNew = await isMissing(rig.store, film);
        ({ position } = await rig.store.append(film, isNew ? 'no-stream' : 'exists', [event]));
      }
      return position;
    },
    supervisor: ({ views = [tallyView()], limits = {}, store = rig.store, readStore = rig.readStore } = {}) => {
      const supervisor = superviseViews({
        store,
        readStore,
        views,
        log,
        now: () => new Date(),
        limits: { ...QUICK, ...limits },
      });
      supervisors.push(supervisor);
      return supervisor;
    },
    supervise: async (options) => {
      const supervisor = rig.supervisor(options);
      await supervisor.start();
      return supervisor;
    },
    dump: async (view = tallyView()) => {
      const lines: string[] = [];
      for await (const line of dumpView(rig.readStore, view)) lines.push(line);
      return lines;
    },
    reopenReadStore: async () => {
      await rig.readStore.close();
      rig.readStore = await openViews();
    },
    end: async () => {
      for (const supervisor of supervisors) await supervisor.stop();
      await rig.store.close();
      await rig.readStore.close();
      rmSync(folder, { recursive: true });
    },
  };
  return rig;
};

const isMissing = async (store: EventStore, film: string): Promise<boolean> => {
  for await (const _ of store.readStream(film, { limit: 1 })) return false;
  return true;
};

/** Waits for a condition; the time limit of the test is its bound. */
export const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await turn();
};
