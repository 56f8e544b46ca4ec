/** Reads a log again and finds what was done to it. */
export { verifyLog, type KeptCheckpoint, type VerifiedUpTo, type VerifyOptions } from './verify-log';
export { examineRange, type EventCheck, type EventHead, type ExaminedRange, type LogRange } from './examine';
export type { Readers } from './read-examined';
export type { KeptLeaves } from './compare-leaves';
export { idSet, type IdSet } from './id-set';
export { foundIn, nameOf, upper, type EventFound, type Finding, type FindingCode, type Verdict } from './verdict';
