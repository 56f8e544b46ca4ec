import { once } from 'node:events';
import { request as plainRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as secureRequest } from 'node:https';
import { text } from 'node:stream/consumers';

/** Where a node answers HTTP, and by which authority it proves who it is. */
export interface Address {
  readonly port: number;
  readonly authority?: string;
  /** `user:password` */
  readonly login?: string;
}

export interface Told {
  readonly status: number;
  readonly body: string;
}

const LIMIT_MS = 2_000;

/** Asks a node over HTTP; undefined when there is no answer, or none within two seconds. */
export async function ask({ port, authority, login }: Address, path: string): Promise<Told | undefined> {
  const signal = AbortSignal.timeout(LIMIT_MS);
  const options: RequestOptions = {
    host: '127.0.0.1',
    port,
    path,
    agent: false,
    signal,
    ...(login === undefined ? {} : { auth: login }),
  };
  const request =
    authority === undefined ? plainRequest(options) : secureRequest({ ...options, ca: authority, agent: false });
  try {
    request.end();
    const [response] = (await once(request, 'response', { signal })) as [IncomingMessage];
    return { status: response.statusCode ?? 0, body: await text(response) };
  } catch {
    return undefined;
  }
}

/** The same, for JSON; undefined when the answer is another than 200. */
export async function askJson<Body>(address: Address, path: string): Promise<Body | undefined> {
  const told = await ask(address, path);
  return told?.status === 200 ? (JSON.parse(told.body) as Body) : undefined;
}

/** A member of a cluster as a node sees it; a node on its own is its only member. */
export interface Member {
  readonly state: string;
  readonly isAlive: boolean;
  readonly httpEndPointPort: number;
}

export const membersSeenBy = async (address: Address): Promise<readonly Member[] | undefined> =>
  (await askJson<{ readonly members: readonly Member[] }>(address, '/gossip'))?.members;
