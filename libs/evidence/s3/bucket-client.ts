import { AwsClient } from 'aws4fetch';
import { EvidenceError } from '../errors';
import type { BucketPlace } from './bucket-url';

/** Asked again so often when the server is overloaded or fails. */
const RETRIES = 3;
/** Until a server begins to answer, in milliseconds. */
const PATIENCE_MS = 30_000;

/** What is asked of a bucket. */
export interface Asked {
  readonly method?: 'GET' | 'HEAD' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Blob;
  /** Of the query, by name. */
  readonly search?: Readonly<Record<string, string>>;
}

/** Requests to one bucket, signed. */
export interface BucketClient {
  /** In words, without the key: for sentences. */
  readonly place: string;
  /**
   * The answer, once it has begun; undefined where there is no such object, in a bucket that is there.
   * @param name of an object; empty for the bucket itself.
   * @throws EvidenceError `full`, `read-only` for a PUT that is not allowed, `unavailable`.
   */
  ask(name: string, asked?: Asked): Promise<Response | undefined>;
}

/** The code in the body of an error: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const codeIn = (body: string): string => /<Code>(\w+)<\/Code>/.exec(body)?.[1] ?? '';

function failureOf(place: string, { status }: Response, code: string, isWriting: boolean): EvidenceError {
  const said = code === '' ? String(status) : `${String(status)} ${code}`;
  if (status === 507 || /Quota|StorageFull|TooManyObjects/.test(code))
    return new EvidenceError(
      'full',
      `There is no room for documents in ${place} (${said}): make room, then try again.`,
    );
  if (code === 'NoSuchBucket')
    return new EvidenceError('unavailable', `There is no bucket at ${place}: make it, or check EVIDENCE_STORE_URL.`);
  if (status === 401 || status === 403)
    return isWriting
      ? new EvidenceError(
          'read-only',
          `No document can be written to ${place} (${said}): check the key, and what it may.`,
        )
      : new EvidenceError(
          'unavailable',
          `Documents in ${place} may not be read (${said}): check the key, and what it may.`,
        );
  return new EvidenceError('unavailable', `The server of ${place} failed (${said}): try again, or look after it.`);
}

/** Opens nothing yet: the first request does. */
export function bucketClient({ endpoint, bucket, prefix, ...key }: BucketPlace): BucketClient {
  const place = `s3://${new URL(endpoint).host}/${bucket}${prefix === '' ? '' : `/${prefix.slice(0, -1)}`}`;
  const client = new AwsClient({ ...key, service: 's3', retries: RETRIES });
  let isBucketKnown = false;

  async function send(path: string, { method = 'GET', headers = {}, body, search = {} }: Asked): Promise<Response> {
    const url = new URL(`${endpoint}/${bucket}/${path}`);
    for (const [name, value] of Object.entries(search)) url.searchParams.set(name, value);
    const patience = new AbortController();
    const timer = setTimeout(() => {
      patience.abort();
    }, PATIENCE_MS);
    try {
      // A document may take its time to be sent.
      const rest = body === undefined ? { signal: patience.signal } : { body };
      return await client.fetch(url, { method, headers, ...rest });
    } catch (error) {
      throw new EvidenceError('unavailable', `The server of ${place} cannot be reached: check that it runs.`, {
        cause: error,
      });
    } finally {
      clearTimeout(timer);
    }
  }

  /** The answer to HEAD has no body, and tells a bucket that is not there in the same way as an object that is not. */
  async function unlessBucketIsMissing(): Promise<void> {
    if (isBucketKnown) return;
    const answer = await send('', { search: { 'list-type': '2', 'max-keys': '0' } });
    if (!answer.ok) throw failureOf(place, answer, codeIn(await answer.text()), false);
    await answer.body?.cancel();
    isBucketKnown = true;
  }

  return {
    place,
    ask: async (name, asked = {}) => {
      const answer = await send(name === '' ? '' : `${prefix}${name}`, asked);
      if (answer.ok) return answer;
      const code = codeIn(await answer.text());
      if (answer.status === 404 && code !== 'NoSuchBucket' && name !== '') {
        await unlessBucketIsMissing();
        return undefined;
      }
      throw failureOf(place, answer, code, asked.method === 'PUT');
    },
  };
}
