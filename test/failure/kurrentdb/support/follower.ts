import { isCaughtUp, type EventStore, type Position, type RecordedEvent } from '#event-store';

/** A subscription, and what came by it. */
export interface Follower {
  readonly seen: readonly RecordedEvent[];
  /** Waits until so many events came in all. */
  reached(events: number): Promise<void>;
  /** Waits until so many more events came. */
  more(events: number): Promise<void>;
  /**
   * Waits until everything came that the log of `store` holds now, ends the subscription, and answers what was wrong with
   * it, a sentence each: nothing when every event came once and in order.
   */
  faultsAt(store: EventStore): Promise<string[]>;
  /** Ends it. Throws what broke it, if anything did. */
  stop(): Promise<void>;
}

const placeOf = ({ stream, revision, id, position }: RecordedEvent): string =>
  `${stream} ${String(revision)} ${id} ${position}`;

export function startFollower(store: EventStore, after: Position): Follower {
  const end = new AbortController();
  const seen: RecordedEvent[] = [];
  const waiting = new Set<() => void>();
  const changed = (): void => {
    for (const look of waiting) look();
  };
  let broken: { readonly error: unknown } | undefined;
  const following = (async () => {
    try {
      for await (const item of store.subscribe({ after, signal: end.signal })) {
        if (isCaughtUp(item)) continue;
        seen.push(item);
        changed();
      }
    } catch (error) {
      broken = { error };
      changed();
    }
  })();
  const until = (holds: () => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (broken === undefined && !holds()) return;
        waiting.delete(look);
        if (broken === undefined) resolve();
        else reject(broken.error instanceof Error ? broken.error : new Error(String(broken.error)));
      };
      waiting.add(look);
      look();
    });
  const stop = async (): Promise<void> => {
    end.abort();
    await following;
    if (broken !== undefined) throw broken.error;
  };
  return {
    seen,
    reached: (events) => until(() => seen.length >= events),
    more: (events) => {
      const goal = seen.length + events;
      return until(() => seen.length >= goal);
    },
    faultsAt: async (other) => {
      const log: RecordedEvent[] = [];
      for await (const event of other.readAll({ after })) log.push(event);
      const last = log.at(-1);
      await until(() => last === undefined || (seen.at(-1)?.position ?? '') >= last.position);
      await stop();
      const faults: string[] = [];
      if (seen.length !== log.length) faults.push(`${String(seen.length)} events came of ${String(log.length)}.`);
      log.forEach((event, index) => {
        const came = seen[index];
        if (came === undefined || placeOf(came) !== placeOf(event))
          faults.push(`${placeOf(event)} was due at ${String(index)}.`);
      });
      return faults.slice(0, 5);
    },
    stop,
  };
}
