import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { AskedBackUp, BackedUp, BackUpSettings } from './back-up-stores';
import { backUpStores } from './back-up-stores';

/** What a thread that backs up is given. */
export interface BackUpWork {
  readonly settings: BackUpSettings;
  readonly asked: AskedBackUp;
}

/** What it says at its end. */
export type BackUpSaying =
  | { readonly says: 'done'; readonly done: BackedUp }
  | {
      readonly says: 'failed';
      readonly error: { readonly name: string; readonly message: string; readonly code?: string };
    };

if (parentPort !== null) {
  const port = parentPort;
  // Commands go first: a backup has time.
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const { settings, asked } = workerData as BackUpWork;
  const say = (saying: BackUpSaying): void => port.postMessage(saying);
  backUpStores(settings, asked)
    .then((done) => say({ says: 'done', done }))
    .catch((error: unknown) => {
      const { name, message, code } = error as Error & { readonly code?: string };
      say({ says: 'failed', error: { name, message, ...(code === undefined ? {} : { code }) } });
    })
    .finally(() => port.close())
    .catch(() => undefined);
}
