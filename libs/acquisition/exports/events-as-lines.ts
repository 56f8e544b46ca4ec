import type { FilmState } from '#acquisition/domain';
import { filmStream, slugStream } from '#acquisition/film-stream';
import type { QuerySources } from '#acquisition/views';
import { readMoment } from '#acquisition/views';
import type { EventStore, RecordedEvent, RecordedText } from '#event-store';
import { eventLines, logTexts, textsOf, type LineOptions } from '#event-store/cloud-events';
import type { AskedExport, ExportFile } from './asked-export';
import { askedFilm, notRecordedBy, refuseField } from './asked-export';

/**
 * What it takes to have a film again: whose its slug is, and its own events. What is of no one film (rates, names of buyers,
 * webhooks) its status does not rest on.
 */
async function* eventsOfFilm(store: EventStore, { slug, filmId }: FilmState): AsyncGenerator<RecordedEvent, void> {
  for (const stream of [slugStream(slug), filmStream(filmId)]) yield* store.readStream(stream);
}

async function* knownBy(
  pages: AsyncIterable<readonly RecordedText[]>,
  knownAt: string,
): AsyncGenerator<readonly RecordedText[], void> {
  for await (const texts of pages) yield texts.filter(({ recordedAt }) => recordedAt <= knownAt);
}

/**
 * Every event that is recorded, or of one film, as CloudEvents in lines, to the letter: `importExport` makes the same log of
 * them. With a `knownAt`: those that were recorded by then.
 * @throws Refused for a film that is not there, for `asOf`, which would leave out some of what stands between the others, and
 *   for a `knownAt` that cannot be.
 */
export async function eventsAsLines(
  sources: QuerySources,
  { film: reference, asOf, knownAt }: AskedExport,
  options: LineOptions,
): Promise<ExportFile> {
  if (asOf !== undefined) {
    const message =
      'goes with csv, xlsx and pdf: jsonl holds what was recorded, whenever it happened. Give knownAt alone';
    throw refuseField('asOf', message);
  }
  const { store, clock } = sources;
  const last = knownAt === undefined ? undefined : readMoment({ knownAt }, clock)?.knownAt;
  const film = reference === undefined ? undefined : await askedFilm(sources, reference);
  const registeredAt = film?.history[0]?.recordedAt;
  if (film !== undefined && last !== undefined && (registeredAt ?? '') > last) throw notRecordedBy(film, last);
  const all = film === undefined ? logTexts(store, await store.head()) : textsOf(eventsOfFilm(store, film));
  const about = {
    knownAt: last ?? null,
    film: film === undefined ? null : { filmId: film.filmId, slug: film.slug, title: film.title },
  };
  const texts = last === undefined ? all : knownBy(all, last);
  return {
    name: `${film?.slug ?? 'ovation'}-events.jsonl`,
    mediaType: 'application/jsonl; charset=utf-8',
    content: eventLines(texts, about, options),
  };
}
