import type { EventStore } from '#event-store';
import type { BuyerNames, DayOf, MarketEvent, Moment } from '#acquisition/domain';
import { NO_MERGES, buyerKey, evolveBuyerNames, happenedBy, standsFor } from '#acquisition/domain';
import { BUYERS_STREAM, marketCodec, toMarketEvent } from '#acquisition/market-stream';
import { searchKey } from '../search';

/** A name that was ever given up for another. */
export interface BuyerMergeRow {
  buyer_key: string;
  buyer: string;
  /** The name that it was merged into; `null` when they were separated since. */
  merged_into: string | null;
  /** The name that stands for it in the end, its own when it was separated, and the key of that. */
  head: string;
  head_key: string;
  /** That name in the form in which it is looked for. */
  head_search: string;
  reason: string | null;
  on_day: string;
  event_id: string;
  /** Revision of the stream of names that all rows include. */
  revision: number;
}

const rowsOf = (names: BuyerNames, revision: bigint): readonly BuyerMergeRow[] =>
  [...names].map(([key, { buyer, into, reason, on, eventId }]) => {
    const head = standsFor(names, buyer);
    return {
      buyer_key: key,
      buyer,
      merged_into: into,
      head,
      head_key: buyerKey(head),
      head_search: searchKey(head),
      reason,
      on_day: on,
      event_id: eventId,
      revision: Number(revision),
    };
  });

/** Every name that was ever given up, as of a revision of their stream: one merge may change for whom others stand. */
export async function mergesUpTo(
  store: Pick<EventStore, 'readStream'>,
  revision: bigint,
): Promise<readonly BuyerMergeRow[]> {
  return rowsOf(evolveBuyerNames(NO_MERGES, await eventsUpTo(store, revision)), revision);
}

/** The same at a moment on both clocks. */
export async function mergesThen(
  store: Pick<EventStore, 'readStream'>,
  { asOf, knownAt }: Moment,
  dayOf: DayOf,
): Promise<readonly BuyerMergeRow[]> {
  const events = (await eventsUpTo(store)).filter(
    ({ recordedAt, occurredAt }) => recordedAt <= knownAt && happenedBy(occurredAt, asOf, dayOf),
  );
  return rowsOf(evolveBuyerNames(NO_MERGES, events), BigInt(events.at(-1)?.revision ?? 0));
}

async function eventsUpTo(store: Pick<EventStore, 'readStream'>, revision?: bigint): Promise<readonly MarketEvent[]> {
  const events: MarketEvent[] = [];
  const place = revision === undefined ? {} : { limit: Number(revision) + 1 };
  for await (const event of store.readStream(BUYERS_STREAM, place))
    events.push(toMarketEvent(marketCodec.decode(event)));
  return events;
}
