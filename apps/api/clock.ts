import type { Clock } from '#acquisition/commands';
import type { AlarmClock } from '#acquisition/processes';
import type { ReportingZone } from '#acquisition/views';
import { reportingZone } from '#acquisition/views';
import { pause } from '#subscriptions';

/** The clock that the whole program goes by. */
export type ProgramClock = Clock & AlarmClock;

/**
 * The longest sleep in one piece, in milliseconds: a clock that is set, or a machine that wakes, is noticed within it. Timers of
 * more than 2^31 ms would fire at once.
 */
const LONGEST_SLEEP = 60_000;

/** The clock of this machine, with the calendar of a time zone. */
export function systemClock(timeZone: string): ProgramClock {
  return { now: () => new Date().toISOString(), dayOf: calendarOf(timeZone), until };
}

async function until(instant: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    const left = Date.parse(instant) - Date.now();
    if (left <= 0 || signal.aborted) return;
    await pause(Math.min(left, LONGEST_SLEEP), signal);
  }
}

/** On which calendar day of a time zone an instant falls. @param timeZone IANA name. */
export function calendarOf(timeZone: string): (instant: string) => string {
  if (timeZone === 'UTC') return (instant) => instant.slice(0, 10);
  // Sweden writes dates as ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (instant) => format.format(new Date(instant));
}

/** The days of a time zone, for views. @param timeZone IANA name. */
export const zoneOf = (timeZone: string): ReportingZone => reportingZone(timeZone, calendarOf(timeZone));
