/** Reads a log again and finds what was done to it. */
export { verifyLog, type KeptCheckpoint, type VerifyOptions } from './verify-log';
export type { KeptLeaves } from './compare-leaves';
export { foundIn, nameOf, type EventFound, type Finding, type FindingCode, type Verdict } from './verdict';
