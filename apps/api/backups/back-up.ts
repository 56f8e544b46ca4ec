import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { AskedBackUp, BackedUp, BackUpSettings } from './back-up-stores';
import { backUpStores } from './back-up-stores';
import type { BackUpSaying, BackUpWork } from './back-up-thread';

/** Does it in a thread of its own. */
const inThread = (workerData: BackUpWork, signal: AbortSignal): Promise<BackedUp> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(join(__dirname, 'back-up-thread.js'), { workerData, name: 'backup' });
    let done: BackedUp | undefined;
    let failure = new Error('The thread that backs up has ended by itself: it is tried again.');
    const stop = (): void => void worker.terminate();
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    worker.on('message', (saying: BackUpSaying) => {
      if (saying.says === 'done') done = saying.done;
      else failure = Object.assign(new Error(saying.error.message), saying.error);
    });
    worker.on('error', (error: Error) => {
      failure = error;
    });
    worker.on('exit', () => {
      signal.removeEventListener('abort', stop);
      if (done === undefined) reject(failure);
      else resolve(done);
    });
  });

/** From source, as tests run it, there is no thread to start. */
const hasThreads = __filename.endsWith('.js');

/**
 * Backs up log and documents in a thread of its own, so that it takes no time from this one.
 * @param signal Ends it early, which leaves nothing that looks like a backup: it then throws.
 * @throws as `backUpStores`.
 */
export const backUp = (settings: BackUpSettings, asked: AskedBackUp, signal: AbortSignal): Promise<BackedUp> =>
  hasThreads ? inThread({ settings, asked }, signal) : backUpStores(settings, asked);
