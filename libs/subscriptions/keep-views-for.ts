import type { MessagePort } from 'node:worker_threads';
import type { Log } from './log';
import type { RebuildProgress, ViewSupervisor } from './supervisor';
import { sentError, sentFields, type Asked, type Question, type Saying } from './views-thread-messages';

/** A supervisor that was not started yet, on stores of its own. */
export interface OpenedViews {
  readonly supervisor: ViewSupervisor;
  /** Closes the stores. */
  close(): Promise<void>;
}

/**
 * Keeps views on behalf of the thread at the other end of `port`, which asks by `superviseViewsInThread`. When it is
 * told to stop, or cannot start, it closes what was opened and lets go of the port.
 */
export async function keepViewsFor(port: MessagePort, open: (log: Log) => Promise<OpenedViews>): Promise<void> {
  const say = (saying: Saying): void => {
    port.postMessage(saying);
  };
  const sayer =
    (level: keyof Log) =>
    (fields: object, message: string): void => {
      say({ says: 'log', level, fields: sentFields(fields), message });
    };
  const log = { debug: sayer('debug'), info: sayer('info'), warn: sayer('warn'), error: sayer('error') };
  let opened: OpenedViews | undefined;
  try {
    opened = await open(log);
    await opened.supervisor.start();
  } catch (error) {
    await opened?.close();
    say({ says: 'failed', error: sentError(error) });
    port.close();
    return;
  }
  const kept = opened;
  port.on('message', (question: Question) => {
    void answer(kept.supervisor, question, say).then(async () => {
      if (question.method !== 'stop') return;
      await kept.close();
      port.close();
    });
  });
  say({ says: 'started' });
}

async function answer(
  supervisor: ViewSupervisor,
  { id, method, given }: Question,
  say: (saying: Saying) => void,
): Promise<void> {
  try {
    const asked =
      method === 'rebuild'
        ? [given[0], { onProgress: (progress: RebuildProgress) => say({ says: 'progress', id, progress }) }]
        : given;
    const supervised = supervisor as unknown as Record<Asked, (...given: readonly unknown[]) => Promise<unknown>>;
    say({ says: 'answer', id, answer: await supervised[method](...asked) });
  } catch (error) {
    say({ says: 'refusal', id, error: sentError(error) });
  }
}
