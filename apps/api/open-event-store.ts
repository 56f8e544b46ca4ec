import { existsSync } from 'node:fs';
import { CATEGORIES } from '#acquisition/film-stream';
import { EventStoreError, type EventStore } from '#event-store';
import { LEDGER } from '#ledger';
import { openSqliteEventStore, readLockHolder, type LockHolder } from '#event-store/sqlite';

export interface OpenEventStoreOptions {
  /** Only reads, and works while another process writes. Default: false. */
  readonly readOnly?: boolean;
  /** Told to whoever finds an embedded store held by this process, such as the URL under which it answers. */
  readonly holder?: string;
  /** Milliseconds since 1970. Default: the clock. */
  readonly now?: () => number;
  /** Appends that share one commit of an embedded store, at the most. */
  readonly maxGroupAppends?: number;
}

const SQLITE = /^sqlite:/;

/** The file of an embedded store; undefined for one on a server. */
export const fileOfEmbedded = (url: string): string | undefined =>
  SQLITE.test(url) ? url.replace(SQLITE, '') : undefined;

/**
 * Opens the event store that a URL of the configuration names.
 * @throws EventStoreError `invalid` for what names none; as its adapter says.
 */
export async function openEventStore(url: string, options: OpenEventStoreOptions = {}): Promise<EventStore> {
  const file = fileOfEmbedded(url);
  if (file !== undefined) return openSqliteEventStore({ ...options, file });
  if (!url.includes('://')) {
    throw new EventStoreError(
      'invalid',
      `${url} names no event store: write sqlite:<file> or kurrentdb://<host>:2113.`,
    );
  }
  // Loaded by those who use it only: its client is large, and part of it is native.
  const { openKurrentEventStore } = await import('#event-store/kurrentdb');
  return openKurrentEventStore({ ...options, url, categories: [...CATEGORIES, LEDGER] });
}

/** False where an embedded store was never made, so that opening it to be read would fail. */
export function isMade(url: string): boolean {
  const file = fileOfEmbedded(url);
  return file === undefined || existsSync(file);
}

/** Who writes to an embedded store now, of which there can be one; undefined when nobody does, or any number may. */
export function holderOf(url: string): LockHolder | undefined {
  const file = fileOfEmbedded(url);
  return file === undefined ? undefined : readLockHolder(file);
}
