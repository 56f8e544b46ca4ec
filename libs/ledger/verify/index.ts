/** Reads a log again and finds what was done to it. */
export { verifyLog, type KeptCheckpoint, type VerifiedUpTo, type VerifyOptions } from './verify-log';
export type { KeptLeaves } from './compare-leaves';
export { idSet, type IdSet } from './id-set';
export { foundIn, nameOf, upper, type EventFound, type Finding, type FindingCode, type Verdict } from './verdict';
