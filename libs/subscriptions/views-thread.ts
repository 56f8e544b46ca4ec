import type { Log } from './log';
import type { RebuildProgress } from './supervisor';
import {
  receivedError,
  receivedFields,
  type Answered,
  type Asked,
  type Given,
  type Question,
  type Saying,
} from './views-thread-messages';

/** A thread that keeps views, as another one holds it. */
export interface ViewsThread {
  send(question: Question): void;
  /** Once, before anything is said. */
  listen(listener: (saying: Saying) => void): void;
  /** Resolves when it has ended, with the error that ended it, if one did. */
  readonly ended: Promise<unknown>;
}

/** The thread ended before it answered. */
export class ThreadEnded extends Error {
  override readonly name = 'ThreadEnded';
}

/** Questions to a thread, and its answers. */
export interface Talk {
  /** Resolves when the views are being kept. Rejects with what the thread said when it could not start. */
  readonly started: Promise<void>;
  /** @throws ThreadEnded, or what the supervisor in the thread throws. */
  ask<M extends Asked>(
    method: M,
    given: Given<M>,
    onProgress?: (progress: RebuildProgress) => void,
  ): Promise<Answered<M>>;
  /** As that of the thread. */
  readonly ended: Promise<unknown>;
}

interface Open {
  readonly answered: PromiseWithResolvers<unknown>;
  readonly onProgress: ((progress: RebuildProgress) => void) | undefined;
}

export const talkTo = (thread: ViewsThread, log: Log): Talk => {
  const open = new Map<number, Open>();
  const started: PromiseWithResolvers<void> = Promise.withResolvers();
  let questions = 0;
  let over: ThreadEnded | undefined;

  const close = (id: number): PromiseWithResolvers<unknown> | undefined => {
    const question = open.get(id);
    open.delete(id);
    return question?.answered;
  };

  thread.listen((saying) => {
    switch (saying.says) {
      case 'started':
        started.resolve();
        break;
      case 'failed':
        started.reject(receivedError(saying.error));
        break;
      case 'answer':
        close(saying.id)?.resolve(saying.answer);
        break;
      case 'refusal':
        close(saying.id)?.reject(receivedError(saying.error));
        break;
      case 'progress':
        open.get(saying.id)?.onProgress?.(saying.progress);
        break;
      case 'log':
        log[saying.level](receivedFields(saying.fields), saying.message);
    }
  });

  void thread.ended.then((error) => {
    over = new ThreadEnded('The thread that keeps the views has ended before it answered: try again.', {
      cause: error,
    });
    started.reject(error ?? over);
    for (const id of [...open.keys()]) close(id)?.reject(over);
  });

  return {
    started: started.promise,
    ended: thread.ended,
    ask: <M extends Asked>(method: M, given: Given<M>, onProgress?: (progress: RebuildProgress) => void) => {
      if (over !== undefined) return Promise.reject(over);
      questions += 1;
      const answered: PromiseWithResolvers<unknown> = Promise.withResolvers();
      open.set(questions, { answered, onProgress });
      thread.send({ id: questions, method, given });
      return answered.promise as Promise<Answered<M>>;
    },
  };
};
