/** The event store in KurrentDB, or in EventStoreDB 24.6 and later. Its client is loaded by whoever opens this door. */
export { redactedUrl } from './connection-string';
export { DEFAULT_KURRENT_OPTIONS, openKurrentEventStore, type KurrentEventStoreOptions } from './store';
