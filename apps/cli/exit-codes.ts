/** What the command line answers with, beside what it prints. */
export const EXIT = {
  ok: 0,
  /** Refused or failed: the sentence on standard error says why. */
  failed: 1,
  /** The command line itself is wrong. */
  usage: 2,
  /** What was asked for is not there. */
  notFound: 3,
  /** Configuration, files or the other process are in the way. */
  environment: 4,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
