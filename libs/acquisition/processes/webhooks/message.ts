import type { RecordedEvent } from '#event-store';
import type { FilmEvent, MarketEvent } from '#acquisition/domain';
import { describeOccurredAt, tell, tellMarket } from '#acquisition/domain';
import { WEBHOOKS, filmCodec, filmIdOf, isFilmStream, toFilmEvent } from '#acquisition/film-stream';
import { isMarketStream, marketCodec, toMarketEvent } from '#acquisition/market-stream';

/** What is posted for an event. */
export interface WebhookMessage {
  /** The event's own: the same whenever it is posted again. */
  readonly id: string;
  /** JSON: `type`, `timestamp` and `data`, as Standard Webhooks recommends. */
  readonly body: string;
}

/** What a webhook can be told of. */
export interface Tellable {
  readonly type: string;
  readonly filmId: string | null;
  readonly recorded: RecordedEvent;
  /** Undefined where this version cannot read it: then it is told as it is stored. */
  readonly event: FilmEvent | MarketEvent | undefined;
  readonly sentence: string | null;
}

/** Answers a film's names as they are now; undefined while nobody shows it. */
export type FilmNames = (filmId: string) => Promise<{ readonly slug: string; readonly title: string } | undefined>;

/** Undefined for what nobody is told of: claims of slugs, and webhooks themselves. */
export function tellableOf(recorded: RecordedEvent): Tellable | undefined {
  const { stream, type } = recorded;
  if (stream.startsWith(`${WEBHOOKS}-`)) return undefined;
  const filmId = isFilmStream(stream) ? filmIdOf(stream) : null;
  if (filmId === null && !isMarketStream(stream)) return undefined;
  try {
    if (filmId === null) {
      const event = toMarketEvent(marketCodec.decode(recorded));
      return { type: event.type, filmId, recorded, event, sentence: tellMarket(event) };
    }
    const event = toFilmEvent(filmCodec.decode(recorded));
    return { type: event.type, filmId, recorded, event, sentence: tell(event) };
  } catch {
    return { type, filmId, recorded, event: undefined, sentence: null };
  }
}

/** The message of an event. But for the names of the film it depends on the event alone. */
export async function messageOf(
  { type, filmId, recorded, event, sentence }: Tellable,
  names: FilmNames,
): Promise<WebhookMessage> {
  const { id, stream, revision, position, recordedAt } = recorded;
  const data = {
    eventId: id,
    stream,
    revision: String(revision),
    position,
    film: filmId === null ? null : { filmId, slug: null, title: null, ...(await names(filmId)) },
    sentence,
    occurredAt: event?.occurredAt ?? null,
    occurredInWords: event === undefined ? null : describeOccurredAt(event.occurredAt),
    recordedAt,
    actor: event?.actor ?? null,
    source: event?.source ?? null,
    entry: event?.data ?? recorded.data,
  };
  return { id, body: JSON.stringify({ type, timestamp: recordedAt, data }) };
}
