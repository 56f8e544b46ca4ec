/** What the ledger records of itself in the log that it proves: keys and checkpoints. */
export {
  LEDGER,
  LEDGER_STREAM,
  isLedgerStream,
  ledgerCodec,
  toLedgerEvent,
  type CheckpointSigned,
  type LedgerEvent,
} from './ledger-events';
export {
  confirmedKeys,
  foldLedgerEvent,
  ledgerReader,
  readLedgerRecord,
  signRotation,
  type LedgerRecord,
  type ReadLedger,
  type RotationNote,
} from './ledger-record';
export { beginLedger, recordCheckpoint, rotateKey } from './record-ledger';
