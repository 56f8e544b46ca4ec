import { once } from 'node:events';
import canonicalize from 'canonicalize';

/** Writes to standard output: what was asked for, and nothing else. */
export const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** Writes to standard error: what happens meanwhile. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** One JSON document for machines. */
export const printJson = (value: unknown): void =>
  print(JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? String(part) : part), 2));

/** Writes to standard output, no faster than it is read: for what may be long. */
export async function printInTurn(text: string): Promise<void> {
  if (!process.stdout.write(`${text}\n`)) await once(process.stdout, 'drain');
}

/** One line of JSON in canonical form (RFC 8785): the same bytes for the same value, wherever. In turn, as `printInTurn`. */
export const printCanonical = (value: unknown): Promise<void> => printInTurn(canonicalize(value) ?? '');
