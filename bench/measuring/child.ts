import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** What a program answers, by name: one plain argument, one plain answer. */
export type Calls = Readonly<Record<string, (argument: never) => unknown>>;

interface Question {
  readonly number: number;
  readonly name: string;
  readonly argument: unknown;
}

type Reply = { readonly number: number } & ({ readonly answer: unknown } | { readonly error: string });

/** A process of our own that does as it is asked. */
export interface Child<Answers extends Calls> {
  readonly ask: <Name extends keyof Answers & string>(
    name: Name,
    argument: Parameters<Answers[Name]>[0],
  ) => Promise<Awaited<ReturnType<Answers[Name]>>>;
  /** Lets it end by itself, and waits. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a program of bench/programs. It ends with this process, however that ends. Its standard output is not kept.
 * @throws Error of what it is asked, with its message; when it ended by itself.
 */
export function startChild<Answers extends Calls>(
  program: string,
  environment: Readonly<Record<string, string>> = {},
): Child<Answers> {
  const child = fork(join(__dirname, '../programs', program), {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let asked = 0;
  child.on('message', (reply: Reply) => {
    const question = waiting.get(reply.number);
    waiting.delete(reply.number);
    if ('error' in reply) question?.reject(new Error(reply.error));
    else question?.resolve(reply.answer);
  });
  const ended = once(child, 'exit').then(([code, signal]) => {
    const how = code === null ? String(signal) : `code ${String(code)}`;
    for (const question of waiting.values()) question.reject(new Error(`bench/programs/${program} ended with ${how}.`));
  });
  return {
    ask: (name, argument) => {
      const question = Promise.withResolvers<unknown>();
      asked += 1;
      waiting.set(asked, question);
      child.send({ number: asked, name, argument } satisfies Question);
      return question.promise as ReturnType<Child<Answers>['ask']>;
    },
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

/** The other side: answers until the parent lets go, then does `end`. */
export function answerParent(calls: Calls, end: () => Promise<void> | void = () => undefined): void {
  const answer = async ({ number, name, argument }: Question): Promise<Reply> => {
    try {
      const call = calls[name];
      if (call === undefined) throw new Error(`There is nothing named ${name} to ask for.`);
      return { number, answer: await call(argument as never) };
    } catch (error) {
      return { number, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  };
  process.on('message', (question: Question) => {
    void answer(question).then((reply) => {
      if (process.connected) process.send?.(reply);
    });
  });
  process.once('disconnect', () => {
    void Promise.resolve(end()).finally(() => process.exit());
  });
}
