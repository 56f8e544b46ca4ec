import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Finding, Verdict } from '#ledger';
import type { VerifyProgress, VerifySettings } from './verify-stores';
import { hasThreads, verifyEvents, verifyViews } from './verify-stores';
import type { VerifyPart, VerifySaying } from './verify-thread';

export interface VerifyOptions {
  /** Told now and then, of several parts in turn. */
  readonly onProgress?: (progress: VerifyProgress) => void;
  /** Ends it early: it then throws. */
  readonly signal?: AbortSignal;
}

type Answer = Exclude<VerifySaying, { readonly says: 'progress' | 'failed' }>;

/** Does a part in a thread of its own. */
const inThread = (data: VerifyPart, { onProgress, signal }: VerifyOptions): Promise<Answer | undefined> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(join(__dirname, 'verify-thread.js'), { workerData: data, name: `verify ${data.part}` });
    let answer: Answer | undefined;
    let failure: Error | undefined;
    const stop = (): void => void worker.terminate();
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted === true) stop();
    worker.on('message', (saying: VerifySaying) => {
      if (saying.says === 'progress') onProgress?.(saying.progress);
      else if (saying.says === 'failed') failure = Object.assign(new Error(saying.error.message), saying.error);
      else answer = saying;
    });
    worker.on('error', (error: Error) => {
      failure = error;
    });
    worker.on('exit', () => {
      signal?.removeEventListener('abort', stop);
      if (signal?.aborted === true) reject(new Error('The verification was ended early.'));
      else if (failure !== undefined) reject(failure);
      else resolve(answer);
    });
  });

/**
 * Reads a log again, and makes its views again, each in a thread of its own, and tells what was done to them.
 * @throws EventStoreError, ReadStoreError when the stores cannot be opened; LedgerError `invalid` for a key or a checkpoint that is none.
 */
export async function verify(settings: VerifySettings, options: VerifyOptions = {}): Promise<Verdict> {
  const { onProgress = () => undefined } = options;
  const views = async (): Promise<readonly Finding[]> => {
    if (settings.views === undefined) return [];
    if (!hasThreads) return verifyViews(settings, settings.views, onProgress);
    const answer = await inThread({ part: 'views', settings }, options);
    return answer?.says === 'views' ? answer.findings : [];
  };
  const log = async (): Promise<Verdict> => {
    if (!hasThreads) return verifyEvents(settings, onProgress);
    const answer = await inThread({ part: 'log', settings }, options);
    if (answer?.says !== 'log') throw new Error('The thread that reads the log has ended by itself: try again.');
    return answer.verdict;
  };
  const [read, compared] = await Promise.allSettled([log(), views()]);
  if (read.status === 'rejected') throw read.reason;
  if (compared.status === 'rejected') throw compared.reason;
  const [verdict, others] = [read.value, compared.value];
  const findings = [...verdict.findings, ...others];
  return { ...verdict, findings, isIntact: findings.length === 0 };
}
