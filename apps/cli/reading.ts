import { isMade, openEventStore, openEvidence, systemClock, viewsOf, zoneOf } from '#apps/api';
import type { FilmOnSlate, QuerySources, ViewTables } from '#acquisition/views';
import { nearestNames, proposals, titleKey } from '#acquisition/domain';
import { everyFilm, querySources, slateFromLog } from '#acquisition/views';
import type { Configuration } from '#configuration';
import type { EventStore } from '#event-store';
import type { Checkpoint, ReadStore } from '#read-store';
import { beginGeneration, isReadStoreError, openReadStore, readGenerations } from '#read-store';
import type { View } from '#subscriptions';
import { buildInMemory, logHolds } from '#subscriptions';
import { PAGE, PAGE_OF_MOMENT } from './every-page';
import { EXIT } from './exit-codes';
import { CommandLineError } from './failure';

/** What a verb that only reads works on. */
export interface Reading {
  readonly sources: QuerySources;
  /** The views, where there are any. */
  readonly readStore: ReadStore<ViewTables>;
  /** As they are declared for the reporting time zone. */
  readonly views: readonly View<never>[];
  /** False when a view is missing or behind the log: then the events themselves are read. */
  readonly hasFreshViews: boolean;
}

/** False before the first entry, where there is nothing to be read. */
export const isAnythingRecorded = ({ eventStoreUrl }: Configuration): boolean => isMade(eventStoreUrl);

/** What to say before the first entry. */
export const NOTHING_YET =
  'Nothing is recorded yet. Import a chronicle with `ovation import FILE`, or start the server with `ovation serve`.';

/** What is read, until it is closed. */
export interface OpenReading extends Reading {
  readonly close: () => Promise<void>;
}

/**
 * Opens what is recorded for reading. The server may run meanwhile; views may be missing.
 * @throws CommandLineError when nothing is recorded yet, so that nothing can be found.
 */
export async function openReading(configuration: Configuration): Promise<OpenReading> {
  if (!isAnythingRecorded(configuration)) throw new CommandLineError(EXIT.notFound, NOTHING_YET);
  const store = await openEventStore(configuration.eventStoreUrl, { readOnly: true });
  try {
    const readStore = await openViews(configuration.readStoreUrl);
    const close = async (): Promise<void> => {
      await readStore.close();
      await store.close();
    };
    try {
      const clock = systemClock(configuration.timeZone);
      const { cachedFilms, memoDays, longFormDays } = configuration;
      const settings = { pageLimit: PAGE, cachedFilms, memoDays, longFormDays };
      const evidence = openEvidence(configuration, { readOnly: true });
      const sources = querySources({ store, db: readStore.db, evidence, clock, ...settings });
      const views = viewsOf(store, zoneOf(configuration.timeZone));
      return { sources, readStore, views, hasFreshViews: await areFresh(store, readStore, views), close };
    } catch (error) {
      await readStore.close();
      throw error;
    }
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Opens what is recorded for reading, and closes it again. @throws CommandLineError as `openReading`. */
export async function reading<T>(configuration: Configuration, work: (reading: Reading) => Promise<T>): Promise<T> {
  const open = await openReading(configuration);
  try {
    return await work(open);
  } finally {
    await open.close();
  }
}

/** The views, or, where they are lost or cannot be read, none: they are only ever made from the events. */
async function openViews(url: string): Promise<ReadStore<ViewTables>> {
  try {
    return await openReadStore<ViewTables>({ url, readOnly: true });
  } catch (error) {
    if (!isReadStoreError(error)) throw error;
    return openReadStore<ViewTables>({ url: 'sqlite::memory:' });
  }
}

/** True when these views show all that is recorded, and were made of this log: the folder may hold those of another. */
async function areFresh(
  store: EventStore,
  readStore: ReadStore<ViewTables>,
  views: readonly View<never>[],
): Promise<boolean> {
  const head = await store.head();
  const generations = await readGenerations(readStore.bookkeeping);
  const live = views.map(({ name, version }) =>
    generations.find((one) => one.view === name && one.version === version && one.status === 'live'),
  );
  // All of them stand at one event, mostly, which is then looked up once.
  const places = new Map<string, Checkpoint>();
  for (const generation of live) {
    if (generation === undefined || generation.checkpoint.position < head) return false;
    places.set(`${generation.checkpoint.position} ${generation.checkpoint.last?.id ?? ''}`, generation.checkpoint);
  }
  for (const place of places.values()) if (!(await logHolds(store, place))) return false;
  return true;
}

/**
 * Answers from some views as new as the log: from those that are kept, or, where they are missing or behind, from ones
 * that are made of the events for this answer alone.
 */
export async function fromViews<T>(
  { sources, readStore, views }: Reading,
  names: readonly string[],
  work: (sources: QuerySources) => Promise<T>,
): Promise<T> {
  const needed = views.filter(({ name }) => names.includes(name));
  return (await areFresh(sources.store, readStore, needed)) ? work(sources) : inMemory(sources, views, needed, work);
}

/** Answers from views that are made of the events for this answer alone. */
async function inMemory<T>(
  sources: QuerySources,
  views: readonly View<never>[],
  needed: readonly View<never>[],
  work: (sources: QuerySources) => Promise<T>,
): Promise<T> {
  const { store } = sources;
  const memory = await openReadStore<ViewTables>({ url: 'sqlite::memory:' });
  try {
    for (const view of views) {
      if (needed.includes(view)) await buildInMemory({ store, memory, view });
      // Only its empty tables: what asks there for more finds nothing, and folds what it needs.
      else await memory.transaction((tx) => beginGeneration(tx, view, ''));
    }
    return await work({ ...sources, db: memory.db });
  } finally {
    await memory.close();
  }
}

/** The same now, or as of a moment: then from the views that are kept where all of them are as new as the log, else from the events. */
export function fromViewsThen<T>(
  from: Reading,
  asked: AskedMoment,
  names: readonly string[],
  work: (sources: QuerySources) => Promise<T>,
): Promise<T> {
  if (Object.keys(momentOf(asked)).length === 0) return fromViews(from, names, work);
  const sources = { ...from.sources, pageLimit: PAGE_OF_MOMENT };
  return from.hasFreshViews ? work(sources) : inMemory(sources, from.views, [], work);
}

/** Which moment is asked for. */
export interface AskedMoment {
  readonly asOf?: string;
  readonly knownAt?: string;
}

/** The moment alone of what a verb was asked. */
export const momentOf = ({ asOf, knownAt }: AskedMoment): AskedMoment => ({
  ...(asOf === undefined ? {} : { asOf }),
  ...(knownAt === undefined ? {} : { knownAt }),
});

/** Every film of the slate, in order of title. */
export async function wholeSlate(
  { sources, readStore, views }: Reading,
  asked: AskedMoment,
): Promise<readonly FilmOnSlate[]> {
  const moment = momentOf(asked);
  const needed = views.filter(({ name }) => name === 'slate' || name === 'status-history');
  return (await areFresh(sources.store, readStore, needed))
    ? everyFilm(sources, moment)
    : slateFromLog(sources, moment);
}

/**
 * The id of the film that somebody means.
 * @param name slug, id, title, or title and year; capitals, accents and punctuation do not matter.
 * @throws CommandLineError when there is none, with the nearest names, or more than one.
 */
export async function findFilm(from: Reading, name: string): Promise<string> {
  const filmId = await from.sources.directory.find(name);
  if (filmId !== undefined) return filmId;
  const films = await wholeSlate(from, {});
  const meant = films.filter(({ title }) => titleKey(title) === titleKey(name));
  const [only] = meant;
  if (only !== undefined && meant.length === 1) return only.filmId;
  if (only !== undefined) {
    const slugs = meant.map(({ slug }) => slug).join(', ');
    throw new CommandLineError(EXIT.notFound, `"${name}" may be any of ${slugs}: give one of these.`);
  }
  const nearest = nearestNames(name, proposals(films.flatMap(({ title, slug }) => [title, slug])));
  const hint =
    nearest.length === 0
      ? '`ovation status` lists them all.'
      : `Did you mean ${nearest.map((n) => `"${n}"`).join(' or ')}?`;
  throw new CommandLineError(EXIT.notFound, `There is no film "${name}". ${hint}`);
}
