import type { Day, Instant } from '../time';

/** The moment a status is asked for: an instant, and the calendar day it falls on in the reporting time zone. */
export interface At {
  readonly instant: Instant;
  readonly day: Day;
}
