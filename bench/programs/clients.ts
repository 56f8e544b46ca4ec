import { createRequire } from 'node:module';
import { answerParent } from '../measuring/child';

/** One request, sent again and again. */
export interface Request {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
}

export interface Load {
  readonly url: string;
  /** What each of the connections asks for, in turn. */
  readonly connections: readonly (readonly Request[])[];
  /** Requests of all connections together. */
  readonly amount: number;
}

export interface Answered {
  readonly perSecond: number;
  /** Milliseconds from the request to its whole answer. */
  readonly p50: number;
  readonly p99: number;
}

/** Clients on many connections, by autocannon. */
export type ClientsCalls = {
  /** @throws Error when anything is answered but 2xx. */
  send: (load: Load) => Promise<Answered>;
};

/** As much of autocannon as is used: it comes without types. */
interface Cannon {
  on(event: 'response', heard: (client: unknown, status: number, bytes: number, milliseconds: number) => void): void;
  on(event: 'reqError', heard: (error: Error) => void): void;
}
type Autocannon = (
  options: {
    url: string;
    connections: number;
    amount: number;
    setupClient: (client: { setRequests(requests: readonly object[]): void }) => void;
  },
  done: (error: Error | null) => void,
) => Cannon;

const autocannon = createRequire(__filename)('autocannon') as Autocannon;

const asSent = ({ method, path, body }: Request): object => ({
  method,
  path,
  ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
});

const percentile = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** Sends so many requests and answers at the last one: autocannon itself looks only once a second whether it is done. */
function send({ url, connections, amount }: Load): Promise<Answered> {
  const times: number[] = [];
  const wrong = new Map<string, number>();
  const { promise, resolve, reject } = Promise.withResolvers<Answered>();
  const isWrong = (how: string): void => void wrong.set(how, (wrong.get(how) ?? 0) + 1);
  const fail = (): void => {
    const how = [...wrong].map(([what, count]) => `${what} × ${String(count)}`).join(', ');
    reject(new Error(`${String(times.length)} of ${String(amount)} requests to ${url} were answered; wrong: ${how}`));
  };
  const begun = performance.now();
  const succeed = (): void => {
    const seconds = (performance.now() - begun) / 1_000;
    const sorted = Float64Array.from(times).sort();
    resolve({ perSecond: amount / seconds, p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) });
  };
  let next = 0;
  const setupClient = (client: { setRequests(requests: readonly object[]): void }): void => {
    client.setRequests((connections[next++ % connections.length] ?? []).map(asSent));
  };
  const cannon = autocannon({ url, connections: connections.length, amount, setupClient }, fail);
  cannon.on('response', (_client, status, _bytes, milliseconds) => {
    times.push(milliseconds);
    if (status < 200 || status > 299) isWrong(`status ${String(status)}`);
    if (times.length === amount && wrong.size === 0) succeed();
  });
  cannon.on('reqError', (error) => {
    isWrong(error.message);
  });
  return promise;
}

answerParent({ send } satisfies ClientsCalls);
