import { setImmediate as turn } from 'node:timers/promises';
import type { EventStore, Position } from '#event-store';
import type { Instant } from '#acquisition/domain';
import type { Process } from '#subscriptions';
import type { AlarmClock } from './alarm-clock';
import { followSetTimes } from './set-times';

/** What the view of deadlines says of offers and reservations that lapse by time. */
export interface ComingLapses {
  /** Films on which something is due by an instant, the one that waits longest first. */
  due(instant: Instant, limit: number): Promise<readonly string[]>;
  /** The next time at which something is due; undefined when nothing is coming. */
  next(): Promise<Instant | undefined>;
  /** Waits, bounded, until the view shows everything up to a position; false when it does not. */
  shows(position: Position): Promise<boolean>;
}

export interface OfferClockOptions {
  readonly store: Pick<EventStore, 'head' | 'subscribe'>;
  readonly coming: ComingLapses;
  /** Records what is due on a film, each lapse once, whoever does it and however often. Answers where the last one is. */
  readonly lapseDue: (filmId: string) => Promise<Position | undefined>;
  readonly clock: AlarmClock;
}

/** Films asked for at once. */
const PORTION = 64;
/** Films that are worked on at once: commands of people that come meanwhile wait for no more than these. */
const AT_ONCE = 4;

const later = (a: Position, b: Position | undefined): Position => (b !== undefined && b > a ? b : a);

/**
 * Lets every offer and reservation lapse at its time, also what came due while no server ran. It sleeps until the next time
 * that is set, and is woken when a sooner one is. It only issues commands: what it knows is what the log and the view of
 * deadlines say, so any number of them may run, and be killed, at any moment.
 */
export function offerClock({ store, coming, lapseDue, clock }: OfferClockOptions): Process {
  /** @throws the first error, after all others were done. */
  const lapse = async (films: readonly string[], signal: AbortSignal): Promise<Position | undefined> => {
    let last: Position | undefined;
    let failure: PromiseRejectedResult | undefined;
    for (let first = 0; first < films.length && !signal.aborted; first += AT_ONCE) {
      const outcomes = await Promise.allSettled(films.slice(first, first + AT_ONCE).map(lapseDue));
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') failure ??= outcome;
        else if (outcome.value !== undefined) last = later(outcome.value, last);
      }
      await turn();
    }
    if (failure !== undefined) throw failure.reason;
    return last;
  };

  /** @returns true when the view showed all that was seen, and nothing more was due. */
  const isDone = async (seen: Position, signal: AbortSignal): Promise<boolean> => {
    const isShown = await coming.shows(seen);
    const films = await coming.due(clock.now(), PORTION);
    const last = await lapse(films, signal);
    if (signal.aborted) return true;
    if (last !== undefined) return false;
    if (!isShown) throw new Error('The view of deadlines is behind: what came last is not looked at yet.');
    if (films.length === 0) return true;
    // Somebody else was faster, and the view does not show it yet.
    if ((await store.head()) > seen) return false;
    throw new Error(`The view of deadlines says that something is due, its film does not: ${films.join(', ')}.`);
  };

  return {
    name: 'offer clock',
    run: async (signal, wentWell) => {
      const end = new AbortController();
      const times = followSetTimes(store, await store.head(), AbortSignal.any([signal, end.signal]));
      let seen = times.seen();
      try {
        while (!signal.aborted) {
          seen = later(seen, times.seen());
          if (!(await isDone(seen, signal))) {
            seen = later(seen, await store.head());
            continue;
          }
          wentWell();
          await times.orSooner(await coming.next(), clock);
        }
      } finally {
        end.abort();
        await times.ended;
      }
    },
  };
}
