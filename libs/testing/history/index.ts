/** Histories of films that were told in any order, recorded in a real event store. */
export { lateEntries, type LateEntry } from './late-entries';
export { recordHistory } from './record-history';
