import { ReadStoreError } from './errors';
import type { ReadStore } from './read-store';
import { openSqliteReadStore, type SqliteReadStoreOptions } from './sqlite/open';

export interface ReadStoreOptions extends SqliteReadStoreOptions {
  /** `sqlite:<file>`, or `sqlite::memory:` for views that end with the process. */
  readonly url: string;
  /** Opens what is there, changes nothing, and never gets in the way of the process that writes. Default: false. */
  readonly readOnly?: boolean;
}

const SQLITE = 'sqlite:';

/**
 * Opens the read store, making it when it is not there. It may be deleted while nobody uses it: views are rebuilt.
 * @throws ReadStoreError `invalid-url`, `not-found`, `not-a-read-store`, `newer-version`, `corrupt`, `read-only` or
 * `unavailable`.
 */
export const openReadStore = async <DB>({
  url,
  readOnly = false,
  ...options
}: ReadStoreOptions): Promise<ReadStore<DB>> => {
  const file = url.startsWith(SQLITE) ? url.slice(SQLITE.length) : '';
  if (file === '')
    throw new ReadStoreError(
      'invalid-url',
      `READ_STORE_URL ${JSON.stringify(url)} is not one this version can open: write sqlite:<file>, such as sqlite:./data/views.db.`,
    );
  return openSqliteReadStore<DB>(file, readOnly, options);
};
