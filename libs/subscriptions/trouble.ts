import { isEventStoreError, type EventStoreErrorCode } from '#event-store';
import { isReadStoreError, type ReadStoreErrorCode } from '#read-store';
import { isViewsError } from './errors';

const FINAL_OF_LOG: ReadonlySet<EventStoreErrorCode> = new Set<EventStoreErrorCode>([
  'invalid',
  'corrupt',
  'newer-version',
  'closed',
]);

const PASSING_OF_READ_STORE: ReadonlySet<ReadStoreErrorCode> = new Set<ReadStoreErrorCode>([
  'busy',
  'unavailable',
  'full',
]);

/**
 * Whether trying again may help without anybody's doing. What is unknown is tried again, too: a view that keeps trying,
 * and says so, is better than one that gave up at a hiccup nobody thought of.
 */
export const isPassing = (error: unknown): boolean => {
  if (isViewsError(error)) return false;
  if (isEventStoreError(error)) return !FINAL_OF_LOG.has(error.code);
  if (isReadStoreError(error)) return PASSING_OF_READ_STORE.has(error.code);
  return true;
};

/** What to say of anything thrown. */
export const sentenceOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
