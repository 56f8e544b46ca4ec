import type { EventStore, Position, RecordedEvent } from '#event-store';
import { EventStoreError, isCaughtUp } from '#event-store';
import type { Instant } from '#acquisition/domain';
import { storedName } from '#acquisition/film-stream';
import type { AlarmClock } from './alarm-clock';
import { untilAborted } from './until-aborted';

const OFFERED = new Set((['OfferMade', 'OfferRaised', 'OfferCountered', 'OfferAccepted'] as const).map(storedName));
const AMENDED = new Set((['EntryCorrected', 'EntryRetracted'] as const).map(storedName));

/** Before any other. */
const AT_ONCE: Instant = '';
/** After any other. */
const NEVER: Instant = '~';

/** The soonest time that an event may have set. A correction or retraction may have set any. */
function timeSetBy({ type, data }: RecordedEvent): Instant {
  if (AMENDED.has(type)) return AT_ONCE;
  if (!OFFERED.has(type)) return NEVER;
  const time = data['expiresAt'] ?? data['reservedUntil'];
  return typeof time === 'string' ? time : NEVER;
}

/** What the log says of times at which something lapses, from a position on. */
export interface SetTimes {
  /** Up to where it says so. What was set up to there need not be told by `orSooner` any more. */
  seen(): Position;
  /**
   * Waits for an instant, or until a time before it has been set since `seen` was asked; or until `signal` is aborted.
   * @throws whatever ended the subscription.
   */
  orSooner(instant: Instant | undefined, clock: AlarmClock): Promise<void>;
  /** When nothing is read any more. */
  readonly ended: Promise<void>;
}

/** Follows the log after a position until `signal` is aborted. */
export function followSetTimes(store: Pick<EventStore, 'subscribe'>, after: Position, signal: AbortSignal): SetTimes {
  let position = after;
  let soonest = NEVER;
  let hasEnded = false;
  let look: () => void = () => undefined;

  const read = async (): Promise<void> => {
    for await (const item of store.subscribe({ after, signal })) {
      if (isCaughtUp(item)) continue;
      position = item.position;
      const time = timeSetBy(item);
      if (time >= soonest) continue;
      soonest = time;
      look();
    }
    if (!signal.aborted)
      throw new EventStoreError('unavailable', 'The subscription ended by itself: it is begun again.');
  };

  const reading = read().finally(() => {
    hasEnded = true;
    look();
  });
  const ended = reading.catch(() => undefined);

  return {
    seen: () => {
      soonest = NEVER;
      return position;
    },
    orSooner: async (instant = NEVER, clock) => {
      const wake = new AbortController();
      look = () => {
        if (soonest < instant || hasEnded) wake.abort();
      };
      look();
      const woken = AbortSignal.any([signal, wake.signal]);
      if (instant === NEVER) await untilAborted(woken);
      else await clock.until(instant, woken);
      if (hasEnded) await reading;
    },
    ended,
  };
}
