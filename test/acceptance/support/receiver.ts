import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as it arrived. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly id: string;
  readonly type: string;
}

/** Somebody else's program that is told of events. */
export interface Receiver {
  readonly url: string;
  /** Everything that arrived, also what was not taken. */
  readonly received: readonly Received[];
  /** What it answers from now on. */
  answer(status: number): void;
  /** Waits until so many messages have arrived. */
  arrived(count: number): Promise<readonly Received[]>;
}

/** Gives the tests of a file receivers, which are gone after each test. */
export function useReceivers(): { start(): Promise<Receiver> } {
  const stops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });

  return {
    start: async () => {
      const received: Received[] = [];
      let status = 204;
      let waiting: (() => void)[] = [];
      const server = createServer((request, response) => {
        const parts: Buffer[] = [];
        request.on('data', (part: Buffer) => parts.push(part));
        request.on('end', () => {
          const body = Buffer.concat(parts).toString('utf8');
          const { type } = JSON.parse(body) as { readonly type: string };
          received.push({ headers: request.headers, body, id: String(request.headers['webhook-id']), type });
          response.writeHead(status, status === 302 ? { location: 'https://elsewhere.example/' } : {}).end();
          for (const look of waiting.splice(0)) look();
        });
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      stops.push(async () => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      });
      return {
        url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/ovation`,
        received,
        answer: (next) => {
          status = next;
        },
        arrived: async (count) => {
          while (received.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
          waiting = [];
          return received;
        },
      };
    },
  };
}
