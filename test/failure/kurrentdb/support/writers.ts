import { setTimeout as moment } from 'node:timers/promises';
import { isEventStoreError, newId, type EventStore, type NewEvent, type StreamName } from '#event-store';
import type { Chance } from '../../support/chance';

/** An event that was acknowledged, as the writer knows it. */
export interface Acknowledged {
  readonly id: string;
  readonly stream: StreamName;
  readonly revision: bigint;
}

/** What writers were told. */
export interface Told {
  /** By stream, in the order in which they were written. */
  readonly acknowledged: ReadonlyMap<StreamName, readonly Acknowledged[]>;
  /** Appends that were acknowledged, the first time or when they were tried again. */
  readonly appends: number;
  /** Appends of which the store found, when they were tried again, that they had been written. */
  readonly repeated: number;
  /** Failed tries, by the code of the error. */
  readonly failures: Readonly<Record<string, number>>;
  /** Longest wait for an answer of whichever kind, in milliseconds. */
  readonly slowestMs: number;
  /** When each acknowledgement came, as `performance.now()`. */
  readonly at: readonly number[];
}

export interface Writers {
  readonly told: Told;
  /** Waits until so many more appends were acknowledged. */
  more(appends: number): Promise<void>;
  /** Waits until another try has failed. */
  failure(): Promise<void>;
  /** Each writer repeats its last append until it is acknowledged, then ends. */
  stop(): Promise<Told>;
}

export interface WritersOptions {
  /** Each of them writes to a stream of its own, one append after the other. */
  readonly count: number;
  readonly chance: Chance;
  /** Events of one append, at the most. */
  readonly mostEvents?: number;
}

const PAUSE_MS = 50;

/** After these the same append may be tried again, with the same ids and the same expected revision. */
const mayRepeat = (error: unknown): boolean =>
  isEventStoreError(error) && (error.code === 'unavailable' || error.code === 'outcome-unknown');

const newEvents = (first: bigint, count: number): NewEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    id: newId(),
    type: 'NoteTaken',
    data: { number: String(first + BigInt(index)), text: 'They stood for eleven minutes.' },
    metadata: { actor: 'agent' },
  }));

/** Starts writers which repeat what failed as one must. Any error after which one must not ends them all, and `stop` throws it. */
export function startWriters(store: EventStore, { count, chance, mostEvents = 3 }: WritersOptions): Writers {
  const acknowledged = new Map<StreamName, Acknowledged[]>();
  const failures: Record<string, number> = {};
  const at: number[] = [];
  const told = { acknowledged, appends: 0, repeated: 0, failures, slowestMs: 0, at };
  let failed = 0;
  let isOver = false;
  let broken: { readonly error: unknown } | undefined;
  const waiting = new Set<() => void>();

  const changed = (): void => {
    for (const look of waiting) look();
  };
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

  const tryOnce = async (stream: StreamName, revision: bigint, events: readonly NewEvent[]): Promise<boolean> => {
    const start = performance.now();
    try {
      const { repeated } = await store.append(stream, revision === -1n ? 'no-stream' : revision, events);
      told.appends += 1;
      if (repeated) told.repeated += 1;
      at.push(performance.now());
      return true;
    } catch (error) {
      if (!mayRepeat(error)) throw error;
      const { code } = error as { readonly code: string };
      failures[code] = (failures[code] ?? 0) + 1;
      failed += 1;
      return false;
    } finally {
      told.slowestMs = Math.max(told.slowestMs, performance.now() - start);
      changed();
    }
  };

  const write = async (stream: StreamName): Promise<void> => {
    const mine: Acknowledged[] = [];
    acknowledged.set(stream, mine);
    for (let revision = -1n; !isOver;) {
      const events = newEvents(revision + 1n, chance.whole(1, mostEvents));
      while (!(await tryOnce(stream, revision, events))) {
        if (broken !== undefined) return;
        await moment(PAUSE_MS);
      }
      for (const { id } of events) {
        revision += 1n;
        mine.push({ id, stream, revision });
      }
    }
  };

  const running = Array.from({ length: count }, () =>
    write(`film-${newId()}`).catch((error: unknown) => {
      isOver = true;
      broken ??= { error };
      changed();
    }),
  );
  return {
    told,
    more: (appends) => {
      const goal = told.appends + appends;
      return until(() => told.appends >= goal);
    },
    failure: () => {
      const before = failed;
      return until(() => failed > before);
    },
    stop: async () => {
      isOver = true;
      await Promise.all(running);
      if (broken !== undefined) throw broken.error;
      return told;
    },
  };
}

/** In milliseconds, between `from` and the first acknowledgement after it. */
export const firstAfter = ({ at }: Told, from: number): number => {
  const next = at.find((moment) => moment > from);
  return next === undefined ? Number.NaN : Math.round(next - from);
};

/** `outcome-unknown 12, unavailable 3` */
export const failuresIn = ({ failures }: Told): string =>
  Object.entries(failures)
    .map(([code, count]) => `${code} ${String(count)}`)
    .sort()
    .join(', ') || 'none';
