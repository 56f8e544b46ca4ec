import { existsSync } from 'node:fs';
import { EventStoreError } from '../errors';

const SCHEMES = ['kurrentdb', 'kurrent', 'kdb', 'esdb'];
const FORM = 'kurrentdb://[user:password@]host[:port][,host…][?tls=true&tlsCAFile=…]';
const DEFAULT_PORT = 2113;

const flag = /^(true|false)$/;
const wholeNumber = /^-?\d+$/;
const anything = /^.+$/s;

/** The options that a connection string may have, by their names, and what each may be. */
const OPTIONS: Readonly<Record<string, RegExp>> = {
  tls: flag,
  tlsVerifyCert: flag,
  tlsCAFile: anything,
  userCertFile: anything,
  userKeyFile: anything,
  nodePreference: /^(leader|follower|random|readOnlyReplica)$/i,
  connectionName: anything,
  maxDiscoverAttempts: wholeNumber,
  discoveryInterval: wholeNumber,
  gossipTimeout: wholeNumber,
  keepAliveInterval: wholeNumber,
  keepAliveTimeout: wholeNumber,
  namespace: /^[A-Za-z0-9]{1,40}$/,
};
const NAMES = new Map(Object.keys(OPTIONS).map((name) => [name.toLowerCase(), name]));
const FILES = ['tlsCAFile', 'userCertFile', 'userKeyFile'];

/** The same URL without the secret in it, for messages and logs. */
export const redactedUrl = (url: string): string => url.replace(/(:\/\/[^:@/]*):.*@/s, '$1:***@');

const wrong = (url: string, problem: string): EventStoreError =>
  new EventStoreError('invalid', `The event store ${redactedUrl(url)} cannot be used: ${problem}`);

export interface ConnectionString {
  /** For people: without the password. */
  readonly redacted: string;
  /** Our own option, unknown to the client: what our streams are called by, `''` for nothing. */
  readonly namespace: string;
  /**
   * For the client. `attempt` makes it differ in nothing but the milliseconds of the keepalive: the client's transport
   * shares one connection between all clients of equal settings, and a new client is made to get a new connection.
   */
  readonly forClient: (attempt: number) => string;
}

function hostsOf(url: string, text: string): string {
  const hosts = text.split(',').map((host) => host.trim());
  for (const host of hosts) {
    const { name, port } = /^(?<name>[A-Za-z0-9._-]+)(:(?<port>\d+))?$/.exec(host)?.groups ?? {};
    if (name === undefined || Number(port ?? DEFAULT_PORT) > 65_535) {
      throw wrong(url, `"${host}" is not a host with a port (an IPv6 address needs a name). Write ${FORM}.`);
    }
  }
  return hosts.map((host) => (host.includes(':') ? host : `${host}:${DEFAULT_PORT}`)).join(',');
}

function optionsOf(url: string, text: string): Map<string, string> {
  const options = new Map<string, string>();
  for (const part of text.split('&').filter((one) => one !== '')) {
    const [key = '', ...rest] = part.split('=');
    const name = NAMES.get(key.replace(/[_-]/g, '').toLowerCase());
    if (name === undefined) {
      throw wrong(url, `it has no option "${key}". There are ${Object.keys(OPTIONS).join(', ')}.`);
    }
    let value = decodeURIComponent(rest.join('='));
    if (OPTIONS[name] === flag) value = value.toLowerCase();
    if (OPTIONS[name]?.test(value) !== true) throw wrong(url, `${name} cannot be "${value}".`);
    if (FILES.includes(name) && !existsSync(value)) {
      throw wrong(url, `there is no file ${value}, which ${name} names.`);
    }
    options.set(name, value);
  }
  return options;
}

const DEFAULTS = [
  // A follower may answer with what the leader has moved on from.
  ['nodePreference', 'leader'],
  // The first read of each client waits for as long: half a second by the client's own default.
  ['discoveryInterval', '50'],
] as const;

/** What the client takes for granted on a keepalive, in milliseconds; shorter ones it warns about. */
const KEEP_ALIVE = 10_000;

/**
 * Reads a connection string as users of KurrentDB know them, `esdb://` and `+discover` included.
 * @throws EventStoreError `invalid`, with a sentence that holds no secret: what the client itself says of a string that
 *   is wrong repeats it, password and all, to the console.
 */
export function readConnectionString(url: string): ConnectionString {
  const match =
    /^(?<scheme>\w+)(?<discover>\+discover)?:\/\/(?:(?<login>[^@/?]*)@)?(?<hosts>[^/?@]+)\/?(?:\?(?<query>.*))?$/s.exec(
      url.trim(),
    );
  const { scheme, discover = '', login, hosts, query = '' } = match?.groups ?? {};
  if (scheme === undefined || hosts === undefined || !SCHEMES.includes(scheme)) {
    throw wrong(url, `write ${FORM}, or kurrentdb+discover:// where the hosts are found by name.`);
  }
  if (login !== undefined && !/^[^:]+:[^:]+$/.test(login)) {
    throw wrong(url, 'write user:password before the @, with %3A for a colon and %40 for an @ within them.');
  }
  const addresses = hostsOf(url, hosts);
  const options = optionsOf(url, query);
  for (const [name, value] of DEFAULTS) if (!options.has(name)) options.set(name, value);
  const namespace = options.get('namespace') ?? '';
  options.delete('namespace');
  const keepAlive = Number(options.get('keepAliveInterval') ?? KEEP_ALIVE);
  return {
    redacted: redactedUrl(url.trim()),
    namespace,
    forClient: (attempt) => {
      const settings = new Map(options);
      if (keepAlive > 0) settings.set('keepAliveInterval', String(keepAlive + attempt));
      const text = [...settings].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
      return `kurrentdb${discover}://${login === undefined ? '' : `${login}@`}${addresses}?${text}`;
    },
  };
}
