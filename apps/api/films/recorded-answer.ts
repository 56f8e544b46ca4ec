import type { FastifyReply } from 'fastify';
import type { RecordedOnFilm } from '#acquisition/commands';

/** What a command answers. Revisions are texts: they may be larger than a number of JSON holds. */
export interface RecordedAnswer {
  readonly filmId: string;
  readonly slug: string;
  readonly revision: string;
  readonly position: string;
  readonly repeated: boolean;
  readonly events: readonly {
    readonly id: string;
    readonly type: string;
    readonly revision: string;
    readonly data: RecordedOnFilm['events'][number]['data'];
  }[];
}

/** Events that begin something with an address of its own, below that of their film. */
const BEGINS: Readonly<Record<string, string>> = { OfferMade: '/offers', FilmAcquired: '/deals' };

function locationOf({ slug, events }: RecordedOnFilm): string | undefined {
  const film = `/api/films/${encodeURIComponent(slug)}`;
  const first = events[0];
  if (first?.type === 'FilmRegistered') return film;
  const place = BEGINS[first?.type ?? ''];
  return place === undefined || first === undefined ? undefined : `${film}${place}/${first.id}`;
}

/** Answers a command: what was recorded, and where to see it. */
export function answerRecorded(reply: FastifyReply, recorded: RecordedOnFilm): RecordedAnswer {
  const revision = String(recorded.revision);
  void reply.header('etag', `"${revision}"`);
  const location = locationOf(recorded);
  if (location !== undefined) void reply.header('location', location);
  return {
    filmId: recorded.filmId,
    slug: recorded.slug,
    revision,
    position: recorded.position,
    repeated: recorded.repeated,
    events: recorded.events.map(({ id, type, revision: at, data }) => ({ id, type, revision: String(at), data })),
  };
}
