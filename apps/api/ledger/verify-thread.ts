import { parentPort, workerData } from 'node:worker_threads';
import type { Finding, Verdict } from '#ledger';
import type { VerifyProgress, VerifySettings } from './verify-stores';
import { verifyEvents, verifyViews } from './verify-stores';

/** What a thread that verifies says. */
export type VerifySaying =
  | { readonly says: 'progress'; readonly progress: VerifyProgress }
  | { readonly says: 'log'; readonly verdict: Verdict }
  | { readonly says: 'views'; readonly findings: readonly Finding[] }
  | {
      readonly says: 'failed';
      readonly error: { readonly name: string; readonly message: string; readonly code?: string };
    };

/** Which part of it a thread does. */
export interface VerifyPart {
  readonly part: 'log' | 'views';
  readonly settings: VerifySettings;
}

const PROGRESS_MS = 100;

if (parentPort !== null) {
  const port = parentPort;
  const { part, settings } = workerData as VerifyPart;
  const say = (saying: VerifySaying): void => port.postMessage(saying);
  let said = 0;
  const told = (progress: VerifyProgress): void => {
    if (performance.now() - said < PROGRESS_MS) return;
    said = performance.now();
    say({ says: 'progress', progress });
  };
  const work = async (): Promise<void> => {
    if (part === 'log') say({ says: 'log', verdict: await verifyEvents(settings, told) });
    else if (settings.views !== undefined) {
      say({ says: 'views', findings: await verifyViews(settings, settings.views, told) });
    }
  };
  work()
    .catch((error: unknown) => {
      const { name, message, code } = error as Error & { readonly code?: string };
      say({ says: 'failed', error: { name, message, ...(code === undefined ? {} : { code }) } });
    })
    .finally(() => port.close())
    .catch(() => undefined);
}
