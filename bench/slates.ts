import { constants, cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { openStores } from '#apps/api';
import { readConfiguration } from '#configuration';
import { START } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import type { Log } from '#subscriptions';
import { loadSlate } from './load/load-slate';

/** A data folder with a slate in it. */
export interface Slate {
  readonly folder: string;
  /** The log. */
  readonly file: string;
  /** Events of the log. */
  readonly events: number;
}

export interface Slates {
  /** 10,000 films and 1,000,000 events at full size. Only to be read: whoever writes takes a copy. */
  readonly big: () => Promise<Slate>;
  /** The same, with its views built. */
  readonly bigWithViews: () => Promise<Slate>;
  /** A slate of one's own, with its views built. */
  readonly make: (films: number, events: number) => Promise<Slate>;
  readonly copy: (slate: Slate) => Slate;
}

interface Making {
  readonly sized: (full: number, least: number) => number;
  readonly folder: (name: string) => string;
  readonly say: (doing: string) => void;
  /** A data folder that `load` made, to be used as the big slate. */
  readonly given?: string;
}

const LOG = 'ovation.db';
const SEED = 1;

async function countOf(file: string): Promise<number> {
  const store = openSqliteEventStore({ file, readOnly: true });
  const head = await store.head();
  await store.close();
  return head === START ? 0 : Number(head);
}

const nothing = (): void => undefined;
const SILENT: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const LONGEST_MS = 2 ** 31 - 1;

/** Lets the views come to the end of the log, as a server there would. */
async function buildViews({ folder }: Slate): Promise<void> {
  const configuration = readConfiguration({ OVATION_DATA_DIR: folder });
  const stores = await openStores(configuration, { mode: 'writer', log: SILENT });
  const { store, views } = stores;
  try {
    if ((await views?.waitFor(await store.head(), { timeoutMs: LONGEST_MS })) !== true)
      throw new Error(`The views were not built: ${JSON.stringify(await views?.status())}`);
  } finally {
    await stores.close();
  }
}

export function createSlates({ sized, folder, say, given }: Making): Slates {
  const slateAt = async (at: string): Promise<Slate> => {
    const file = join(at, LOG);
    return { folder: at, file, events: await countOf(file) };
  };

  const load = async (name: string, films: number, events: number): Promise<Slate> => {
    const at = folder(name);
    const store = openSqliteEventStore({ file: join(at, LOG) });
    try {
      await loadSlate(store, { films, events, seed: SEED }, true, (so) => {
        say(`makes a slate: ${so.events.toLocaleString('en')} of ${events.toLocaleString('en')} events`);
      });
    } finally {
      await store.close();
    }
    return slateAt(at);
  };

  const copyTo = async (from: string): Promise<Slate> => {
    const at = folder('given');
    for (const name of [LOG, 'views.db'])
      if (existsSync(join(from, name))) cpSync(join(from, name), join(at, name), { mode: constants.COPYFILE_FICLONE });
    return slateAt(at);
  };

  let big: Promise<Slate> | undefined;
  let withViews: Promise<Slate> | undefined;
  const makeBig = (): Promise<Slate> =>
    (big ??= given === undefined ? load('big', sized(10_000, 60), sized(1_000_000, 600)) : copyTo(given));

  return {
    big: makeBig,
    bigWithViews: () =>
      (withViews ??= (async () => {
        const slate = await makeBig();
        say('builds the views of the slate');
        await buildViews(slate);
        return slate;
      })()),
    make: async (films, events) => {
      const slate = await load('slate', films, events);
      await buildViews(slate);
      return slate;
    },
    copy: (slate) => {
      const at = folder('copy');
      cpSync(slate.folder, at, { recursive: true, mode: constants.COPYFILE_FICLONE });
      return { ...slate, folder: at, file: join(at, LOG) };
    },
  };
}
