import { join } from 'node:path';

/** One setting of the environment. */
export interface Key<Value> {
  readonly name: string;
  /** One sentence for the reference. */
  readonly says: string;
  /** As it is shown in the reference. */
  readonly byDefault: string;
  /** The value of a text, or what the text should have been. */
  readonly read: (text: string) => { readonly value: Value } | { readonly expected: string };
}

const wholeNumber = (least: number, most: number) => (text: string) => {
  const value = Number(text);
  return /^\d+$/.test(text) && value >= least && value <= most
    ? { value }
    : { expected: `a whole number from ${String(least)} to ${String(most)}` };
};

const oneOf =
  <const Words extends readonly string[]>(...words: Words) =>
  (text: string): { readonly value: Words[number] } | { readonly expected: string } =>
    words.includes(text) ? { value: text } : { expected: `one of ${words.join(', ')}` };

/** What somebody who records may be. */
export const ROLES = ['sales agent', 'executive', 'auditor', 'administrator'] as const;

const anyText = (text: string) => ({ value: text });

const NONE = 'none';
const textOrNone = (text: string) => ({ value: text === NONE ? undefined : text });

/** Addresses that only this machine reaches. */
export const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

const timeZone = (text: string) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return { value: text };
  } catch {
    return { expected: 'an IANA time zone, such as UTC or America/Toronto' };
  }
};

const sqliteUrl = (text: string) =>
  /^sqlite:.+/.test(text) ? { value: text } : { expected: 'sqlite:<path of a file>, such as sqlite:./var/ovation.db' };

/** Whether a URL names an event store on a server. */
export const isOnServer = (url: string): boolean => /^(kurrentdb|kurrent|kdb|esdb)(\+discover)?:\/\/.+/.test(url);

/** The rest of what a server is reached by is checked by its adapter, which knows it. */
const eventStoreUrl = (text: string) =>
  'value' in sqliteUrl(text) || isOnServer(text)
    ? { value: text }
    : { expected: 'sqlite:<path of a file> or kurrentdb://<host>:2113, such as sqlite:./var/ovation.db' };

const evidenceStoreUrl = (text: string) =>
  /^folder:.+|^s3:\/\/[^:@/]+:[^:@/]+@[^/]+\/[^/?]+/.test(text)
    ? { value: text }
    : {
        expected:
          'folder:<path>, such as folder:./var/evidence, or s3://<key>:<secret>@<host>/<bucket> with / in the secret as %2F',
      };

/** Every setting, in the order of the reference. */
export const KEYS = {
  dataDir: { name: 'OVATION_DATA_DIR', says: 'Folder of the embedded stores.', byDefault: './var', read: anyText },
  eventStoreUrl: {
    name: 'EVENT_STORE_URL',
    says: 'The event store: the one place where what was recorded lies. `sqlite:<file>`, or a server: `kurrentdb://user:password@host:2113`, with `?namespace=acme` where it is shared with others.',
    byDefault: 'sqlite:<OVATION_DATA_DIR>/ovation.db',
    read: eventStoreUrl,
  },
  readStoreUrl: {
    name: 'READ_STORE_URL',
    says: 'The read store: views, made from the events and made again whenever it is lost.',
    byDefault: 'sqlite:<OVATION_DATA_DIR>/views.db',
    read: sqliteUrl,
  },
  evidenceStoreUrl: {
    name: 'EVIDENCE_STORE_URL',
    says: 'Where documents are kept: `folder:<path>`, or a bucket of S3 or of a server that speaks it: `s3://key:secret@host/bucket`, with a path below it where it is shared, and with `?region=` and `&tls=false` where they are needed; what is special in a URL is percent-encoded. Servers of one log share one.',
    byDefault: 'folder:<OVATION_DATA_DIR>/evidence',
    read: evidenceStoreUrl,
  },
  host: {
    name: 'HOST',
    says: 'Address to listen on. There are no users yet, so it must be loopback, or the network one to trust: whoever reaches the server may record.',
    byDefault: '127.0.0.1',
    read: anyText,
  },
  trustNetwork: {
    name: 'OVATION_TRUST_NETWORK',
    says: '`yes` where something else decides who reaches `HOST`: a container whose port is published to loopback.',
    byDefault: 'no',
    read: oneOf('yes', 'no'),
  },
  port: {
    name: 'PORT',
    says: 'Port to listen on; 0 takes a free one.',
    byDefault: '3000',
    read: wholeNumber(0, 65_535),
  },
  user: {
    name: 'OVATION_USER',
    says: 'Who records, unless the request says so (`X-Ovation-User`): goes with every entry.',
    byDefault: 'agent',
    read: anyText,
  },
  role: {
    name: 'OVATION_ROLE',
    says: 'The role in which the user records, unless the request says so (`X-Ovation-Role`).',
    byDefault: 'sales agent',
    read: oneOf(...ROLES),
  },
  timeZone: {
    name: 'OVATION_TIME_ZONE',
    says: 'The reporting time zone: says which calendar day it is, and when a day ends for `asOf`.',
    byDefault: 'UTC',
    read: timeZone,
  },
  logLevel: {
    name: 'LOG_LEVEL',
    says: 'Least severe log lines that are written.',
    byDefault: 'info',
    read: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
  },
  logFormat: {
    name: 'LOG_FORMAT',
    says: 'Log lines for machines or for people.',
    byDefault: 'json',
    read: oneOf('json', 'pretty'),
  },
  bodyLimit: {
    name: 'OVATION_BODY_LIMIT',
    says: 'Largest body of a request, in bytes.',
    byDefault: '1048576',
    read: wholeNumber(1_024, 104_857_600),
  },
  importLimit: {
    name: 'OVATION_IMPORT_LIMIT',
    says: 'Largest spreadsheet that is imported, and largest body of an import over HTTP, in bytes.',
    byDefault: '33554432',
    read: wholeNumber(1_024, 1_073_741_824),
  },
  evidenceLimit: {
    name: 'OVATION_EVIDENCE_LIMIT',
    says: 'Largest document that is kept, in bytes.',
    byDefault: '104857600',
    read: wholeNumber(1_024, 10_737_418_240),
  },
  pageLimit: {
    name: 'OVATION_PAGE_LIMIT',
    says: 'Most rows of one page.',
    byDefault: '200',
    read: wholeNumber(1, 10_000),
  },
  waitLimit: {
    name: 'OVATION_WAIT_LIMIT',
    says: 'Longest wait of a query for a position (`at-least`), in milliseconds.',
    byDefault: '5000',
    read: wholeNumber(0, 600_000),
  },
  shutdownLimit: {
    name: 'OVATION_SHUTDOWN_LIMIT',
    says: 'Longest wait for requests under way when the server is asked to stop, in milliseconds.',
    byDefault: '10000',
    read: wholeNumber(0, 600_000),
  },
  memoDays: {
    name: 'OVATION_MEMO_DAYS',
    says: 'Days after a verbal yes within which the deal memo is due.',
    byDefault: '14',
    read: wholeNumber(0, 3_650),
  },
  longFormDays: {
    name: 'OVATION_LONG_FORM_DAYS',
    says: 'Days after the deal memo within which the long form is due.',
    byDefault: '90',
    read: wholeNumber(0, 3_650),
  },
  webhookKeyFile: {
    name: 'OVATION_WEBHOOK_KEY_FILE',
    says: 'File of the key from which the secrets of webhooks are made: 32 random bytes in Base64. It is made at the first start.',
    byDefault: '<OVATION_DATA_DIR>/webhook.key',
    read: anyText,
  },
  webhookGiveUpHours: {
    name: 'OVATION_WEBHOOK_GIVE_UP_HOURS',
    says: 'For how many hours an event is posted again and again to a webhook that does not take it, before the webhook is disabled.',
    byDefault: '72',
    read: wholeNumber(1, 8_760),
  },
  ledgerKeyFile: {
    name: 'OVATION_LEDGER_KEY_FILE',
    says: 'File of the private key that signs the checkpoints of the ledger: Ed25519, PKCS #8 in PEM. It is made at the first start. Keep a copy of it, and not beside the log.',
    byDefault: '<OVATION_DATA_DIR>/ledger.key',
    read: anyText,
  },
  checkpointEvents: {
    name: 'OVATION_CHECKPOINT_EVENTS',
    says: 'After so many events at the latest, the ledger signs a checkpoint.',
    byDefault: '1000',
    read: wholeNumber(1, 1_000_000),
  },
  checkpointMinutes: {
    name: 'OVATION_CHECKPOINT_MINUTES',
    says: 'So many minutes after an event at the latest, a checkpoint covers it.',
    byDefault: '10',
    read: wholeNumber(1, 10_080),
  },
  verifyHours: {
    name: 'OVATION_VERIFY_HOURS',
    says: 'After so many hours, and at every start, the server verifies what was recorded since the last verified checkpoint, and is not ready when something was altered.',
    byDefault: '24',
    read: wholeNumber(1, 8_760),
  },
  backupFolder: {
    name: 'OVATION_BACKUP_FOLDER',
    says: 'Folder of the backups that the server makes of the embedded event log by itself; on another disk, and of this log alone. `none`: it makes none.',
    byDefault: NONE,
    read: textOrNone,
  },
  backupHours: {
    name: 'OVATION_BACKUP_HOURS',
    says: 'So many hours after the newest backup in that folder, the server makes the next.',
    byDefault: '24',
    read: wholeNumber(1, 8_760),
  },
  backupKeep: {
    name: 'OVATION_BACKUP_KEEP',
    says: 'So many backups stay in that folder: older ones are removed once a new one is whole and checked.',
    byDefault: '14',
    read: wholeNumber(1, 10_000),
  },
  cachedFilms: {
    name: 'OVATION_CACHED_FILMS',
    says: 'Films kept folded in memory: so many to decide on, and so many to show.',
    byDefault: '1000',
    read: wholeNumber(1, 1_000_000),
  },
} as const satisfies Readonly<Record<string, Key<unknown>>>;

type ValueOf<K> = K extends { readonly read: (text: string) => infer R }
  ? R extends { readonly value: infer V }
    ? V
    : never
  : never;

/** All settings, checked. */
export type Configuration = { readonly [Name in keyof typeof KEYS]: ValueOf<(typeof KEYS)[Name]> };

/** The default of a setting, as text; those of the stores lie in the data folder. */
export function defaultOf(name: keyof typeof KEYS, dataDir: string): string {
  return KEYS[name].byDefault.replace(/<OVATION_DATA_DIR>\/(.+)/, (_, file: string) => join(dataDir, file));
}
