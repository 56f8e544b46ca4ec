import { hash } from 'node:crypto';
import { v7 } from 'uuid';

/** A new UUIDv7: unique, and ordered by time, which keeps an index of ids in order of arrival. */
export const newId = (): string => v7();

function uuidOf(hex: string): string {
  // RFC 9562: version 8 is the one whose bits are the application's own; the variant is the two bits after it.
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A UUID (version 8, SHA-256) that is the same for the same parts, and another one for any other parts. */
export const commandIdFrom = (...parts: readonly string[]): string => uuidOf(hash('sha256', JSON.stringify(parts)));

/**
 * The id of the event at `index` among those of one entry: the first has the id of the entry, the others derive
 * from it, so that a retry has the same ids. They keep the leading 48 bits, the time of a UUIDv7, and with it the
 * place next to each other in an index.
 */
export function eventIdOf(entryId: string, index: number): string {
  if (index === 0) return entryId;
  const time = entryId.slice(0, 8) + entryId.slice(9, 13);
  return uuidOf(time + hash('sha256', `${entryId}/${index}`).slice(12));
}
