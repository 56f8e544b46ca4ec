/** Moving house: every event of one event store into another, as it was, and the proof that it was. */
export { copyLog, type CopyOptions, type CopyReport } from './copy-log';
export { compareLogs, type LogComparison, type LogDifference } from './compare-logs';
export { digestLog, type LogContents } from './digest-log';
