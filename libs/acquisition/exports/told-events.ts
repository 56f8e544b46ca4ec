import { LRUCache } from 'lru-cache';
import type { FilmEvent, FilmState, MarketEvent, OccurredAt, Telling } from '#acquisition/domain';
import { buyerIn, happenedBy, tell, tellMarket } from '#acquisition/domain';
import { filmCodec, filmIdOf, filmStream, isFilmStream, storedName, toFilmEvent } from '#acquisition/film-stream';
import { isMarketStream, marketCodec, toMarketEvent } from '#acquisition/market-stream';
import type { Entry, QuerySources, ReadMoment } from '#acquisition/views';
import { entriesOf } from '#acquisition/views';
import type { EventStore, RecordedEvent } from '#event-store';
import { logTexts } from '#event-store/cloud-events';

/** Offers and deals of which the buyer is remembered, for the sentences of what became of them. */
const REMEMBERED_BUYERS = 100_000;

/** An event of a film or of the market, as a table tells it. */
export interface ToldEvent {
  readonly recorded: RecordedEvent;
  /** Undefined where this version of the program cannot read it. */
  readonly event: FilmEvent | MarketEvent | undefined;
  /** Undefined for what is of no one film. */
  readonly film: { readonly slug: string; readonly title: string } | undefined;
  /** What it says, as it was recorded. */
  readonly sentence: string;
  readonly buyer: string | undefined;
  readonly standing: Entry['standing'];
  /** The events that corrected or retracted it. */
  readonly amendedBy: readonly string[];
}

/** What later entries made of one. */
interface Amended {
  readonly standing: Entry['standing'];
  readonly amendedBy: readonly string[];
  readonly occurredAt: OccurredAt;
  /** As it was recorded. */
  readonly sentence: string;
}

/** An event as the domain sees it; undefined where this version cannot read it. */
function read(recorded: RecordedEvent): FilmEvent | MarketEvent | undefined {
  try {
    return isFilmStream(recorded.stream)
      ? toFilmEvent(filmCodec.decode(recorded))
      : toMarketEvent(marketCodec.decode(recorded));
  } catch {
    return undefined;
  }
}

const AMENDING = new Set([storedName('EntryCorrected'), storedName('EntryRetracted')]);

/** The streams of films in which something was corrected or retracted by then. */
async function amendedStreams(store: EventStore, knownAt: string): Promise<ReadonlySet<string>> {
  const streams = new Set<string>();
  for await (const texts of logTexts(store, await store.head()))
    for (const { type, stream, recordedAt } of texts)
      if (AMENDING.has(type) && recordedAt <= knownAt && isFilmStream(stream)) streams.add(stream);
  return streams;
}

/** What was corrected or retracted by a moment, by the ids of the entries. It is little: the rest stands as it was recorded. */
async function amendedBy(
  { store, clock }: QuerySources,
  { knownAt }: ReadMoment,
  streams: Iterable<string>,
): Promise<ReadonlyMap<string, Amended>> {
  const amended = new Map<string, Amended>();
  for (const stream of streams) {
    const events: FilmEvent[] = [];
    for await (const recorded of store.readStream(stream)) {
      if (recorded.recordedAt > knownAt) break;
      const event = read(recorded);
      if (event !== undefined) events.push(event as FilmEvent);
    }
    for (const entry of entriesOf(events, undefined, clock.dayOf)) {
      const { eventId, standing, occurredAt, recorded, sentence } = entry;
      if (standing === 'as recorded') continue;
      const told = { standing, amendedBy: entry.amendedBy, occurredAt, sentence: recorded?.sentence ?? sentence };
      amended.set(eventId, told);
    }
  }
  return amended;
}

/** Knows of earlier events what the sentences of later ones need. */
function createNarrator(amended: ReadonlyMap<string, Amended>, known: readonly FilmState[]) {
  const names = new Map(known.map(({ filmId, slug, title }) => [filmId, { slug, title }]));
  const buyers = new LRUCache<string, string>({ max: REMEMBERED_BUYERS });
  const telling: Telling = {
    buyerOf: (id) => buyers.get(id),
    entryOf: (id) => amended.get(id)?.sentence,
  };

  const remember = (filmId: string, event: FilmEvent): void => {
    const buyer = buyerIn(event);
    if (buyer !== undefined) buyers.set(event.id, buyer);
    if (event.type === 'FilmRegistered') names.set(filmId, { slug: event.data.slug, title: event.data.title });
    const before = names.get(filmId);
    if (event.type === 'FilmDetailsAmended' && event.data.title !== undefined && before !== undefined)
      names.set(filmId, { ...before, title: event.data.title });
  };

  return (recorded: RecordedEvent): ToldEvent => {
    const event = read(recorded);
    const filmId = isFilmStream(recorded.stream) ? filmIdOf(recorded.stream) : undefined;
    if (filmId !== undefined && event !== undefined) remember(filmId, event as FilmEvent);
    const { standing = 'as recorded', amendedBy: by = [] } = amended.get(recorded.id) ?? {};
    const offerOrDeal = (event?.data ?? {}) as {
      readonly offerId?: string;
      readonly dealId?: string;
      readonly buyer?: string;
    };
    return {
      recorded,
      event,
      film: filmId === undefined ? undefined : names.get(filmId),
      sentence:
        event === undefined
          ? `${recorded.type}: this version of Ovation cannot read it`
          : filmId === undefined
            ? tellMarket(event as MarketEvent)
            : tell(event as FilmEvent, telling),
      buyer: offerOrDeal.buyer ?? buyers.get(offerOrDeal.offerId ?? offerOrDeal.dealId ?? ''),
      standing,
      amendedBy: by,
    };
  };
}

/** Claims of slugs, which nobody recorded, are left out. */
const isTold = (stream: string): boolean => isFilmStream(stream) || isMarketStream(stream);

/**
 * What was recorded by a moment of what had happened by it, in the order of the log, of everything or of one film.
 */
export async function* toldEvents(
  sources: QuerySources,
  moment: ReadMoment,
  film: FilmState | undefined,
  onProgress: (events: number) => void = () => undefined,
): AsyncGenerator<ToldEvent, void> {
  const { store, clock } = sources;
  const { asOf, knownAt } = moment;
  const stream = film === undefined ? undefined : filmStream(film.filmId);
  const amended = await amendedBy(
    sources,
    moment,
    stream === undefined ? await amendedStreams(store, knownAt) : [stream],
  );
  const told = createNarrator(amended, film === undefined ? [] : [film]);
  const head = await store.head();
  let events = 0;
  for await (const recorded of stream === undefined ? store.readAll() : store.readStream(stream)) {
    if (recorded.position > head) return;
    if (recorded.recordedAt > knownAt || !isTold(recorded.stream)) continue;
    const one = told(recorded);
    const occurredAt = amended.get(recorded.id)?.occurredAt ?? one.event?.occurredAt;
    if (occurredAt !== undefined && !happenedBy(occurredAt, asOf, clock.dayOf)) continue;
    events += 1;
    onProgress(events);
    yield one;
  }
}

/** What was recorded by then, whenever it happened: an item for each event. */
async function* recordedBy(
  { store }: QuerySources,
  knownAt: string,
  film: FilmState | undefined,
): AsyncGenerator<unknown, void> {
  const isKnown = ({ recordedAt }: { readonly recordedAt: string }): boolean => recordedAt <= knownAt;
  if (film !== undefined) yield* film.history.filter(isKnown);
  else
    for await (const texts of logTexts(store, await store.head()))
      yield* texts.filter((text) => isKnown(text) && isTold(text.stream));
}

async function areMoreThan(most: number, items: AsyncIterable<unknown>): Promise<boolean> {
  const iterator = items[Symbol.asyncIterator]();
  for (let left = most; left >= 0; left -= 1) if ((await iterator.next()).done === true) return false;
  await iterator.return?.();
  return true;
}

/**
 * Whether more than so many events would be told, of everything or of one film. The log itself is counted: views may be behind it or
 * missing. What the events say is read only where more were recorded and some of them may not have happened by the moment.
 */
export async function areMoreTold(
  sources: QuerySources,
  moment: ReadMoment,
  film: FilmState | undefined,
  most: number,
): Promise<boolean> {
  const { asOf, knownAt } = moment;
  if (!(await areMoreThan(most, recordedBy(sources, knownAt, film)))) return false;
  return asOf >= knownAt || areMoreThan(most, toldEvents(sources, moment, film));
}
