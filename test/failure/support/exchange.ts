import { request, type Agent } from 'node:http';

export interface Exchange {
  readonly url: string;
  readonly path: string;
  /** Sent as JSON, by POST; without it, GET. */
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: a connection of its own. */
  readonly agent?: Agent;
  /** Milliseconds after which the connection is cut, whatever was sent or answered by then. */
  readonly cutAfter?: number;
}

/** An answer read to its end. */
export interface Answered {
  readonly status: number;
  readonly text: string;
}

/** One request on a connection. Resolves with what was answered, or with the code of the error that came instead. */
export const exchange = ({
  url,
  path,
  body,
  headers = {},
  agent,
  cutAfter,
}: Exchange): Promise<Answered | { readonly failed: string }> =>
  new Promise((resolve) => {
    const text = body === undefined ? '' : JSON.stringify(body);
    const asked = request(
      url + path,
      {
        method: body === undefined ? 'GET' : 'POST',
        agent: agent ?? false,
        headers: {
          ...headers,
          ...(body === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
        },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', failed);
        answer.on('end', () => {
          clearTimeout(cutting);
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
        });
      },
    );
    const failed = (error: NodeJS.ErrnoException): void => {
      clearTimeout(cutting);
      resolve({ failed: error.code ?? error.message });
    };
    const cutting =
      cutAfter === undefined
        ? undefined
        : setTimeout(() => {
            asked.destroy(Object.assign(new Error('The connection was cut.'), { code: 'CUT' }));
          }, cutAfter);
    asked.on('error', failed);
    asked.end(text);
  });
