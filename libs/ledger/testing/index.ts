/** Ledgers beside logs, for tests. */
export { ledgerBeside, type LedgerBeside } from './ledger-beside';
export { MADE_EVENTS, append, said, useMadeLog, type MadeLog } from './made-log';
export { readersOf } from './readers-of';
