import type { Configuration } from './keys';
import { KEYS, LOOPBACK, defaultOf, isOnServer } from './keys';

/** A URL may hold a password, and what is wrong with it ends in a log. */
const withoutSecret = (text: string): string => text.replace(/(:\/\/[^:@/]*):.*@/s, '$1:***@');

/** Settings that cannot be right; the message says which, and what each should be. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/**
 * The configuration that the environment gives, defaults filled in.
 * @throws ConfigurationError naming every setting that is wrong.
 */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const dataDir = environment[KEYS.dataDir.name]?.trim() || KEYS.dataDir.byDefault;
  const problems: string[] = [];
  const entries = (Object.keys(KEYS) as (keyof typeof KEYS)[]).map((name) => {
    const key = KEYS[name];
    const text = environment[key.name]?.trim() || defaultOf(name, dataDir);
    const result = key.read(text);
    if ('expected' in result) problems.push(`${key.name} is "${withoutSecret(text)}", expected ${result.expected}.`);
    return [name, 'value' in result ? result.value : undefined];
  });
  const configuration = Object.fromEntries(entries) as Configuration;
  const { host, trustNetwork, backupFolder, eventStoreUrl } = configuration;
  if (!LOOPBACK.includes(host) && trustNetwork === 'no') {
    problems.push(
      `${KEYS.host.name} is "${host}", expected a loopback address (${LOOPBACK.join(', ')}), or ${KEYS.trustNetwork.name}=yes where ` +
        'something else decides who reaches it: whoever does may record.',
    );
  }
  if (backupFolder !== undefined && isOnServer(eventStoreUrl)) {
    problems.push(
      `${KEYS.backupFolder.name} is "${backupFolder}", expected none, since ${KEYS.eventStoreUrl.name} names a server: that is backed up ` +
        'with its own tools.',
    );
  }
  if (problems.length > 0) throw new ConfigurationError(`The configuration is wrong. ${problems.join(' ')}`);
  return configuration;
}
