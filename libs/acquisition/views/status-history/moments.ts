import type { Instant } from '#acquisition/domain';

/** A moment as a number, milliseconds since 1970: half the size of its text. */
export const toMs = (instant: Instant): number => Date.parse(instant);

export const LATEST: Instant = '9999-12-31T23:59:59.999Z';

/** After every moment there is. */
export const EVER = toMs(LATEST) + 1;
