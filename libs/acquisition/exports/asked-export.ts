import type { FilmState } from '#acquisition/domain';
import { refuse, refuseFields } from '#acquisition/domain';
import { Refused, noSuchFilm } from '#acquisition/film-stream';
import type { AskedMoment, QuerySources } from '#acquisition/views';

/** What is to be exported. */
export interface AskedExport extends AskedMoment {
  /** Slug, id, or title and year. Default: everything. */
  readonly film?: string;
}

/** A file that is made while it is taken. */
export interface ExportFile {
  /** Such as `k-pops-2024-2026-01-31.pdf`. */
  readonly name: string;
  readonly mediaType: string;
  readonly content: AsyncIterable<Uint8Array>;
}

/** A format that cannot tell what is asked. */
export const refuseField = (field: string, message: string): Refused => new Refused(refuseFields([{ field, message }]));

/** The film that is asked for, as all that is recorded of it makes it. @throws Refused when there is no such film. */
export async function askedFilm({ directory, films }: QuerySources, reference: string): Promise<FilmState> {
  const filmId = await directory.find(reference);
  const film = filmId === undefined ? undefined : await films.see(filmId);
  if (film === undefined) throw noSuchFilm(reference);
  return film;
}

/** Nothing was recorded of the film by then. */
export const notRecordedBy = ({ title }: FilmState, knownAt: string): Refused =>
  new Refused(
    refuse('not-found', 'film-not-found', `Nothing was recorded of ${title} by ${knownAt}. Ask for a later moment.`),
  );
