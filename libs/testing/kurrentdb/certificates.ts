import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What the certificates of a node name it; the server wants to be told. */
export const NODE_NAME = 'kurrentdb-node';

/** Files that a node and its clients need to trust each other. */
export interface Certificates {
  readonly authorityFile: string;
  /** The authority, as text. */
  readonly authority: string;
  /** A folder that holds the authority and nothing else. */
  readonly authorityFolder: string;
  readonly certificateFile: string;
  readonly keyFile: string;
}

const KEY = ['-newkey', 'rsa:2048', '-nodes'];

/** Makes an authority of our own in `folder`, and a certificate of a node on 127.0.0.1, by `openssl`. */
export async function makeCertificates(folder: string): Promise<Certificates> {
  const authorityFolder = join(folder, 'authority');
  mkdirSync(authorityFolder, { recursive: true });
  const openssl = (...options: readonly string[]) => run('openssl', options, { cwd: folder });
  const authorityFile = join(authorityFolder, 'ca.crt');
  const authorityKey = join(folder, 'ca.key');
  const [certificateFile, keyFile, askedFor] = [join(folder, 'node.crt'), join(folder, 'node.key'), 'node.csr'];
  await openssl(
    'req',
    '-x509',
    ...KEY,
    '-days',
    '2',
    '-subj',
    '/CN=ovation tests',
    '-keyout',
    authorityKey,
    '-out',
    authorityFile,
  );
  await openssl('req', ...KEY, '-subj', `/CN=${NODE_NAME}`, '-keyout', keyFile, '-out', askedFor);
  const extensions = [
    'subjectAltName=IP:127.0.0.1,DNS:localhost',
    'extendedKeyUsage=serverAuth,clientAuth',
    'keyUsage=critical,digitalSignature,keyEncipherment',
  ];
  writeFileSync(join(folder, 'node.ext'), extensions.join('\n'));
  const signing = [
    '-CA',
    authorityFile,
    '-CAkey',
    authorityKey,
    '-CAcreateserial',
    '-days',
    '2',
    '-extfile',
    'node.ext',
  ];
  await openssl('x509', '-req', '-in', askedFor, ...signing, '-out', certificateFile);
  return { authorityFile, authority: readFileSync(authorityFile, 'utf8'), authorityFolder, certificateFile, keyFile };
}
