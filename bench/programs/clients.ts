import { createRequire } from 'node:module';
import { answerParent } from '../measuring/child';
import { percentile } from '../measuring/rounds';

/** One request, sent again and again. */
export interface Request {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
}

/** What is asked, and where. */
export interface Asking {
  readonly url: string;
  /** What each of the connections asks for, in turn. */
  readonly connections: readonly (readonly Request[])[];
}

export interface Load extends Asking {
  /** Requests of all connections together. */
  readonly amount: number;
}

export interface Answered {
  readonly perSecond: number;
  /** Milliseconds from the request to its whole answer. */
  readonly p50: number;
  readonly p99: number;
}

/** One answer. */
export interface Answer {
  /** Which of the connections asked. */
  readonly connection: number;
  /** When it was whole, in milliseconds since 1970. */
  readonly at: number;
  /** Milliseconds from the request to its whole answer. */
  readonly ms: number;
}

/** Clients on many connections, by autocannon. */
export type ClientsCalls = {
  /** @throws Error when anything is answered but 2xx. */
  send: (load: Load) => Promise<Answered>;
  /** Begins to ask, and goes on until `end`. */
  begin: (asking: Asking) => void;
  /** Ends that within a second. Answers what was answered. @throws Error when anything was but 2xx. */
  end: (given: null) => Promise<readonly Answer[]>;
};

/** As much of autocannon as is used: it comes without types. */
interface Cannon {
  on(event: 'response', heard: (client: Client, status: number, bytes: number, milliseconds: number) => void): void;
  on(event: 'reqError', heard: (error: Error) => void): void;
  /** Looks once a second whether it was asked to. */
  stop(): void;
}
interface Client {
  setRequests(requests: readonly object[]): void;
}
type Autocannon = (
  options: {
    url: string;
    connections: number;
    amount?: number;
    duration?: number;
    setupClient: (client: Client) => void;
  },
  done: (error: Error | null) => void,
) => Cannon;

const autocannon = createRequire(__filename)('autocannon') as Autocannon;

/** Longer than any row takes, in seconds. */
const LONGEST = 86_400;

const asSent = ({ method, path, body }: Request): object => ({
  method,
  path,
  ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
});

/** Requests under way. */
interface Shooting {
  readonly answers: readonly Answer[];
  /** What went wrong, in words; empty when nothing did. */
  readonly wrong: () => string;
  readonly stop: () => void;
  /** When autocannon itself is done, within a second of the last answer. */
  readonly ended: Promise<void>;
}

/** @param amount Default: until it is stopped. */
function shoot({ url, connections }: Asking, amount?: number, heard: () => void = () => undefined): Shooting {
  const answers: Answer[] = [];
  const wrong = new Map<string, number>();
  const isWrong = (how: string): void => void wrong.set(how, (wrong.get(how) ?? 0) + 1);
  const { promise: ended, resolve } = Promise.withResolvers<undefined>();
  const clients = new Map<Client, number>();
  const setupClient = (client: Client): void => {
    const connection = clients.size;
    clients.set(client, connection);
    client.setRequests((connections[connection] ?? []).map(asSent));
  };
  const until = amount === undefined ? { duration: LONGEST } : { amount };
  const cannon = autocannon({ url, connections: connections.length, ...until, setupClient }, () => resolve(undefined));
  cannon.on('response', (client, status, _bytes, ms) => {
    answers.push({ connection: clients.get(client) ?? -1, at: Date.now(), ms });
    if (status < 200 || status > 299) isWrong(`status ${String(status)}`);
    heard();
  });
  cannon.on('reqError', (error) => {
    isWrong(error.message);
  });
  return {
    answers,
    wrong: () => [...wrong].map(([what, count]) => `${what} × ${String(count)}`).join(', '),
    stop: () => {
      cannon.stop();
    },
    ended,
  };
}

/** Sends so many requests and answers at the last one: autocannon itself looks only once a second whether it is done. */
function send({ amount, ...asking }: Load): Promise<Answered> {
  const { promise, resolve, reject } = Promise.withResolvers<Answered>();
  const begun = performance.now();
  const succeed = (): void => {
    const seconds = (performance.now() - begun) / 1_000;
    const times = shooting.answers.map(({ ms }) => ms);
    resolve({ perSecond: amount / seconds, p50: percentile(times, 0.5), p99: percentile(times, 0.99) });
  };
  const shooting = shoot(asking, amount, () => {
    if (shooting.answers.length === amount && shooting.wrong() === '') succeed();
  });
  void shooting.ended.then(() => {
    const answered = `${String(shooting.answers.length)} of ${String(amount)} requests to ${asking.url} were answered`;
    reject(new Error(`${answered}; wrong: ${shooting.wrong()}`));
  });
  return promise;
}

let underWay: Shooting | undefined;

function begin(asking: Asking): void {
  underWay = shoot(asking);
}

async function end(): Promise<readonly Answer[]> {
  if (underWay === undefined) throw new Error('Nothing was begun.');
  const { answers, wrong, stop, ended } = underWay;
  underWay = undefined;
  stop();
  await ended;
  if (wrong() === '') return answers;
  throw new Error(`${String(answers.length)} requests were answered; wrong: ${wrong()}`);
}

answerParent({ send, begin, end } satisfies ClientsCalls);
