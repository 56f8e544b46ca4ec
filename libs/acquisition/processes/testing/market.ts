import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FilmCommandType } from '#acquisition/commands';
import { FilmRecorder, RegisterFilm } from '#acquisition/commands';
import type { FilmState } from '#acquisition/domain';
import { lapsesBy } from '#acquisition/domain';
import type { ViewTables } from '#acquisition/views';
import { deadlinesView, filmsWithLapses, nextLapse } from '#acquisition/views';
import type { EventStore, Position, RecordedEvent } from '#event-store';
import { START, isCaughtUp } from '#event-store';
import { openSqliteEventStore } from '#event-store/sqlite';
import { openReadStore } from '#read-store';
import type { Log, SupervisedProcess } from '#subscriptions';
import { superviseProcess, superviseViews } from '#subscriptions';
import type { AlarmClock } from '..';
import { offerClock } from '..';

const silent = (): void => undefined;
const SILENT: Log = { debug: silent, info: silent, warn: silent, error: silent };
const AGENT = { user: 'ana', role: 'sales agent' };
/** No test waits longer. */
const LONGEST_WAIT = 30_000;

/** A clock that stands until it is moved. */
export interface TurnedClock extends AlarmClock {
  readonly dayOf: (instant: string) => string;
  readonly moveTo: (instant: string) => void;
}

/** Films, their recorders and their clocks, on stores of their own, which may be closed and opened again. */
export interface Market {
  readonly clock: TurnedClock;
  readonly store: EventStore;
  readonly clocks: readonly SupervisedProcess[];
  register(title: string): Promise<string>;
  /** Records something by the recorder of that number. @returns the id of the first event, undefined when it is refused. */
  record(command: FilmCommandType, film: string, details: object, by?: number): Promise<string | undefined>;
  film(film: string): Promise<FilmState>;
  /** Waits until nothing is due on these films that is not recorded. */
  untilAllLapsed(films: readonly string[]): Promise<void>;
  /** How often the clocks have looked for what is due. */
  looks(): number;
  /** What lapsed, in the order of the log. */
  lapses(): Promise<readonly RecordedEvent[]>;
  /** Stops everything, however much is left to do. */
  close(): Promise<void>;
}

/** How the recording of lapses may be spoilt by a test. */
export type Spoil = (lapseDue: (filmId: string) => Promise<Position | undefined>) => typeof lapseDue;

export interface MarketOptions {
  readonly folder: string;
  readonly clock: TurnedClock;
  /** Recorders, each with a clock that works through it, as several processes would. Default: 1. */
  readonly several?: number;
  readonly spoil?: Spoil;
}

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'ovation-market-'));
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true });

export async function openMarket({ folder, clock, several = 1, spoil = (as) => as }: MarketOptions): Promise<Market> {
  const store = openSqliteEventStore({ file: join(folder, 'ovation.db'), now: () => Date.parse(clock.now()) });
  const readStore = await openReadStore<ViewTables>({ url: `sqlite:${join(folder, 'views.db')}` });
  const views = superviseViews({ store, readStore, views: [deadlinesView(store)], log: SILENT, now: () => new Date() });
  await views.start();
  let looks = 0;
  const recorders = Array.from({ length: several }, () => new FilmRecorder({ store, clock }));
  const clocks = recorders.map((recorder) =>
    superviseProcess(
      offerClock({
        store,
        coming: {
          due: (instant, limit) => {
            looks += 1;
            return filmsWithLapses(readStore, instant, limit);
          },
          next: () => nextLapse(readStore),
          shows: (position) => views.waitFor(position),
        },
        lapseDue: spoil((filmId) => recorder.lapseDue(filmId)),
        clock,
      }),
      { log: SILENT, limits: { backoffMinMs: 1, backoffMaxMs: 10 } },
    ),
  );
  const recorderOf = (number: number): FilmRecorder => recorders[number % several] as FilmRecorder;

  const film: Market['film'] = async (reference) => {
    const found = await recorderOf(0).film(reference);
    if (found === undefined) throw new Error(`There is no film ${reference}.`);
    return found.film;
  };
  const isAnyDue = async (films: readonly string[]): Promise<boolean> => {
    for (const one of films) if (lapsesBy(await film(one), clock.now()).length > 0) return true;
    return false;
  };

  return {
    clock,
    store,
    clocks,
    register: async (title) => {
      const details = { title, year: 2024, directors: ['Anderson .Paak'], occurredAt: '2024-01-01' };
      return (await recorderOf(0).register(new RegisterFilm(details, AGENT))).slug;
    },
    record: async (command, on, details, by = 0) => {
      try {
        const { events } = await recorderOf(by).record(command.declaration, new command(on, details as never, AGENT));
        return events[0]?.id;
      } catch (error) {
        if ((error as Error).name !== 'Refused') throw error;
        return undefined;
      }
    },
    film,
    looks: () => looks,
    untilAllLapsed: async (films) => {
      const signal = AbortSignal.timeout(LONGEST_WAIT);
      for await (const item of store.subscribe({ after: START, signal })) {
        if ((isCaughtUp(item) || item.type === 'OfferLapsed') && !(await isAnyDue(films))) return;
      }
      throw new Error('Something that is due was not recorded in time.');
    },
    lapses: async () => {
      const found: RecordedEvent[] = [];
      for await (const event of store.readAll()) if (event.type === 'OfferLapsed') found.push(event);
      return found;
    },
    close: async () => {
      await Promise.all(clocks.map((each) => each.stop()));
      await views.stop();
      await readStore.close();
      await store.close();
    },
  };
}
