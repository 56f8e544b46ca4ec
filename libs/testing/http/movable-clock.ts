/** A clock that stands until it is moved. */
export interface MovableClock {
  now(): string;
  dayOf(instant: string): string;
  /** @param instant UTC, ISO 8601 with milliseconds; never earlier than before. */
  moveTo(instant: string): void;
}

export function clockAt(start: string): MovableClock {
  let instant = start;
  return {
    now: () => instant,
    dayOf: (moment) => moment.slice(0, 10),
    moveTo: (next) => {
      instant = next;
    },
  };
}
