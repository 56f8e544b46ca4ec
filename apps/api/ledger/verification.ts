import type { Finding, Verdict } from '#ledger';
import type { Log, Process } from '#subscriptions';
import type { ProgramClock } from '../clock';
import { verify } from './verify';
import type { VerifySettings } from './verify-stores';

/** What is verified, of a log whose place is known. */
export type AskedVerification = Pick<VerifySettings, 'against' | 'key' | 'isQuick' | 'views' | 'evidence'>;

/** How far a verification is, or what came out of the last one. */
export interface VerificationStatus {
  readonly status: 'never' | 'running' | 'done' | 'failed';
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** Events read so far, of the log (`log`) and for each view that is made again. */
  readonly progress: Readonly<Record<string, number>>;
  /** Of the last one that was done. */
  readonly verdict: Verdict | null;
  /** Why it failed. */
  readonly error: string | null;
}

/** The verifying of a server: one at a time. */
export interface Verification {
  status(): VerificationStatus;
  /** What is wrong with the record, as far as is known: not what somebody gave to compare it with. */
  alarm(): Finding | undefined;
  /** True while one is under way. */
  isRunning(): boolean;
  /** Begins one; where one is under way, that one is left to end. @returns Resolves when it has ended; never rejects. */
  start(asked: AskedVerification): Promise<void>;
  /** Verifies what is new at once and then now and again. */
  readonly process: Process;
  /** Ends what is under way. */
  stop(): Promise<void>;
}

const NEVER: VerificationStatus = {
  status: 'never',
  startedAt: null,
  endedAt: null,
  progress: {},
  verdict: null,
  error: null,
};

const HOUR_MS = 3_600_000;

/** @param everyHours Between two verifications of what is new. */
export function verification(
  settings: VerifySettings,
  { clock, log, everyHours }: { readonly clock: ProgramClock; readonly log: Log; readonly everyHours: number },
): Verification {
  const end = new AbortController();
  let now = NEVER;
  let alarm: Finding | undefined;
  let running: Promise<void> | undefined;

  const run = async (asked: AskedVerification): Promise<void> => {
    now = { ...now, status: 'running', startedAt: clock.now(), endedAt: null, progress: {}, error: null };
    try {
      const verdict = await verify(
        { ...settings, ...asked },
        {
          signal: end.signal,
          onProgress: ({ doing, done }) => {
            now = { ...now, progress: { ...now.progress, [doing]: done } };
          },
        },
      );
      now = { ...now, status: 'done', endedAt: clock.now(), verdict };
      // What was found stays until everything was read again and it is gone.
      const found = verdict.findings.find(({ isOfGiven }) => isOfGiven !== true);
      if (found !== undefined || asked.isQuick !== true) alarm = found;
      for (const { message } of verdict.findings) log.error({ verification: true }, message);
    } catch (error) {
      if (end.signal.aborted) return;
      const message = error instanceof Error ? error.message : String(error);
      log.warn({ err: error }, `The verification has failed: ${message}`);
      now = { ...now, status: 'failed', endedAt: clock.now(), error: message };
    }
  };

  const start = (asked: AskedVerification): Promise<void> =>
    (running ??= run(asked).finally(() => {
      running = undefined;
    }));

  return {
    status: () => now,
    alarm: () => alarm,
    isRunning: () => running !== undefined,
    start,
    process: {
      name: 'verification',
      run: async (signal, wentWell) => {
        while (!signal.aborted) {
          await start({ isQuick: true });
          wentWell();
          await clock.until(new Date(Date.parse(clock.now()) + everyHours * HOUR_MS).toISOString(), signal);
        }
      },
    },
    stop: async () => {
      end.abort();
      await running;
    },
  };
}
