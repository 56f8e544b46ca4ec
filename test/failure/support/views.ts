import { openStores, viewsOf, type Stores } from '#apps/api';
import { readConfiguration } from '#configuration';
import { START } from '#event-store';
import { compareWithRebuild, type Log } from '#subscriptions';

const silent = (): void => undefined;
export const SILENT: Log = { debug: silent, info: silent, warn: silent, error: silent };

/** The stores of a data folder, in this process. */
export const openData = (folder: string, mode: 'reader' | 'writer'): Promise<Stores> =>
  openStores(readConfiguration({ OVATION_DATA_DIR: folder }), { mode, log: SILENT });

/** What the views hold, as far as they have come, that is not what the log makes of them: a sentence each. */
export async function viewsThatDiffer({ store, readStore }: Stores): Promise<readonly string[]> {
  const differences: string[] = [];
  for (const view of viewsOf(store)) {
    const { difference } = await compareWithRebuild({ store, readStore, view });
    if (difference !== undefined) differences.push(`${view.name}: ${JSON.stringify(difference)}`);
  }
  return differences;
}

const LONGEST_WAIT = 60_000;

/** The same once the views have come to the end of the log. */
export async function viewsThatDifferAtHead(stores: Stores): Promise<readonly string[]> {
  const head = await stores.store.head();
  if (head !== START && !(await stores.views?.waitFor(head, { timeoutMs: LONGEST_WAIT })))
    return [`The views never came to ${head}: ${JSON.stringify(await stores.views?.status())}`];
  return viewsThatDiffer(stores);
}

/** Lets the views of a data folder that nobody uses come to the end of the log, and compares them. */
export async function viewsOfFolderThatDiffer(folder: string): Promise<readonly string[]> {
  const stores = await openData(folder, 'writer');
  try {
    return await viewsThatDifferAtHead(stores);
  } finally {
    await stores.close();
  }
}
