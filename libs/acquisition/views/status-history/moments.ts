import type { Instant } from '#acquisition/domain';

/** A moment as a number, milliseconds since 1970: half the size of its text. */
export const toMs = (instant: Instant): number => Date.parse(instant);

/** The moment again; `null` is after every moment there is. */
export const toInstant = (ms: number | null): Instant | null => (ms === null ? null : new Date(ms).toISOString());
