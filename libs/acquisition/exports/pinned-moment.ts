import type { AskedMoment, QuerySources, ReadMoment } from '#acquisition/views';
import { readMoment } from '#acquisition/views';

/**
 * A moment that is said on both clocks: a part of an export that is made later tells of the same. Where a clock was not asked
 * about, it is now.
 */
export interface PinnedMoment extends ReadMoment {
  /** As queries are asked for it. */
  readonly asked: Required<AskedMoment>;
}

/** @throws Refused when a moment cannot be read or has not come yet. */
export function pinMoment({ asOf, knownAt }: AskedMoment, { clock }: Pick<QuerySources, 'clock'>): PinnedMoment {
  const now = clock.now();
  const asked = { asOf: asOf ?? now, knownAt: knownAt ?? now };
  const moment = readMoment(asked, clock);
  if (moment === undefined) throw new Error('A moment that was said on both clocks is one.');
  return { ...moment, asked };
}
