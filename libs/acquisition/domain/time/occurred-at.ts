/** A calendar date, `YYYY-MM-DD`. */
export type Day = string;
/** A moment, UTC, ISO 8601 with milliseconds: `2024-09-07T22:15:00.000Z`. */
export type Instant = string;

export type Precision = 'instant' | 'day' | 'week' | 'month' | 'year';

/**
 * When something happened in the world, as precisely as it is known.
 * `on` is an `Instant` for precision `instant`; otherwise a `Day` that lies in the day, ISO week, month or year meant.
 */
export interface OccurredAt {
  readonly on: string;
  readonly precision: Precision;
}
