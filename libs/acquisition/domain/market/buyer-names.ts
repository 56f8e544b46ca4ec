import type { MarketEvent } from '../events';
import type { Day } from '../time';
import { firstDay, utcDay } from '../time';

/** What buyers' names are looked up by: capitals and width of letters do not matter. */
export const buyerKey = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/** A name that was given up for another, or was and is not any more. */
export interface Merge {
  /** As it was written when they were merged. */
  readonly buyer: string;
  /** The name that stands for both; `null` when they were separated since. */
  readonly into: string | null;
  readonly reason: string | null;
  readonly on: Day;
  /** The event that merged or separated them last. */
  readonly eventId: string;
}

/** Every name that was ever given up, by its key. */
export type BuyerNames = ReadonlyMap<string, Merge>;

export const NO_MERGES: BuyerNames = new Map();

/** `names` and then `events`, in the order of the log. Total, pure. */
export function evolveBuyerNames(names: BuyerNames, events: readonly MarketEvent[]): BuyerNames {
  const next = new Map(names);
  for (const event of events) {
    if (event.type !== 'BuyersMerged' && event.type !== 'BuyersSeparated') continue;
    const { buyer, reason = null } = event.data;
    const into = event.type === 'BuyersMerged' ? event.data.into : null;
    const on = firstDay(event.occurredAt, utcDay);
    next.set(buyerKey(buyer), { buyer, into, reason, on, eventId: event.id });
  }
  return next;
}

/**
 * The name that stands for a name, as it was written last, after as many merges as there are. A name that was never
 * given up stands for itself. Total: names that were merged in a circle end where it closes.
 */
export function standsFor(names: BuyerNames, name: string): string {
  const seen = new Set<string>();
  let head = name;
  for (;;) {
    const key = buyerKey(head);
    const into = names.get(key)?.into ?? null;
    if (into === null || seen.has(key)) return head;
    seen.add(key);
    head = into;
  }
}
