/** A bucket on a server that speaks S3, and with which key. */
export interface BucketPlace {
  /** Of the server, without a path. */
  readonly endpoint: string;
  readonly bucket: string;
  /** What the names of documents begin with: empty, or ends with a slash. */
  readonly prefix: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

function plain(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

/**
 * Reads `s3://<key>:<secret>@<host>[:<port>]/<bucket>[/<prefix>][?region=<region>&tls=false]`, in which what is special in a
 * URL is percent-encoded. Buckets are found by path, which every server of S3 understands.
 * @returns undefined for anything else.
 */
export function readBucketUrl(text: string): BucketPlace | undefined {
  if (!text.startsWith('s3://') || !URL.canParse(text)) return undefined;
  const { host, username, password, pathname, searchParams } = new URL(text);
  const [bucket = '', ...rest] = pathname.split('/').filter((part) => part !== '');
  if (host === '' || bucket === '' || username === '' || password === '') return undefined;
  const [accessKeyId, secretAccessKey] = [plain(username), plain(password)];
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  return {
    endpoint: `${searchParams.get('tls') === 'false' ? 'http' : 'https'}://${host}`,
    bucket,
    prefix: rest.map((part) => `${part}/`).join(''),
    region: searchParams.get('region') ?? 'us-east-1',
    accessKeyId,
    secretAccessKey,
  };
}
