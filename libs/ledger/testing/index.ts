/** A ledger beside a log, for tests. */
export { ledgerBeside, type LedgerBeside } from './ledger-beside';
export { readersOf } from './readers-of';
