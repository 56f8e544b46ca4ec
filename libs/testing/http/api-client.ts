/** JSON as it came: tests compare it, or read the field that they are about. */
export type Body = Readonly<Record<string, unknown>>;

/** An answer, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** As it came. */
  readonly text: string;
  /** The JSON of it; an empty object when it is none. */
  readonly body: Body;
}

export interface ApiClient {
  /** Sees everything that this client was told was recorded. */
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** @param body Sent as JSON; none when undefined. */
  post(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Anything else, as it is. */
  send(path: string, request: RequestInit): Promise<Answer>;
}

const isJson = (headers: Headers): boolean => /\bjson\b/.test(headers.get('content-type') ?? '');

/** A client that reads its own writes: its queries wait for what its commands recorded. */
export function apiClient(url: string): ApiClient {
  let seen = '';
  const send = async (path: string, request: RequestInit): Promise<Answer> => {
    const response = await fetch(url + path, request);
    const text = await response.text();
    const body = isJson(response.headers) && text !== '' ? (JSON.parse(text) as Body) : {};
    const { position } = body;
    if (request.method === 'POST' && typeof position === 'string' && position > seen) seen = position;
    return { status: response.status, headers: response.headers, text, body };
  };
  return {
    send,
    get: (path, headers = {}) =>
      send(path, { method: 'GET', headers: { ...(seen === '' ? {} : { 'at-least': seen }), ...headers } }),
    post: (path, body, headers = {}) =>
      send(path, {
        method: 'POST',
        ...(body === undefined ? { headers } : { headers: { 'content-type': 'application/json', ...headers } }),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  };
}
