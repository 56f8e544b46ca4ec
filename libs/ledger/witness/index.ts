/** A witness: somebody elsewhere who keeps checkpoints of a log, and notices when its history shrinks or changes. */
export { witness, type ToldLedger, type WatchedLog, type WitnessOptions, type Witnessed } from './witness';
