import type { Clock } from '#acquisition/commands';

/** The clock of this machine, with the calendar of a time zone. */
export function systemClock(timeZone: string): Clock {
  return { now: () => new Date().toISOString(), dayOf: calendarOf(timeZone) };
}

/** On which calendar day of a time zone an instant falls. @param timeZone IANA name. */
export function calendarOf(timeZone: string): (instant: string) => string {
  if (timeZone === 'UTC') return (instant) => instant.slice(0, 10);
  // Sweden writes dates as ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (instant) => format.format(new Date(instant));
}
