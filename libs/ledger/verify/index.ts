/** Reads a log again and finds what was done to it. */
export { verifyLog, type KeptCheckpoint, type VerifiedUpTo, type VerifyOptions } from './verify-log';
export { compareStreams } from './compare-streams';
export { checkRange, type LogRange, type SoundRange } from './check-range';
export { NO_NOTES, type EventCheck, type EventNotes } from './event-check';
export type { Readers } from './read-ranges';
export type { KeptLeaves } from './compare-leaves';
export { idSet, idTails, isUuid, type IdSet, type IdTails } from './id-set';
export { foundIn, nameOf, upper, type EventFound, type Finding, type FindingCode, type Verdict } from './verdict';
