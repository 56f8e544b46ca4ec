import type { FastifyReply } from 'fastify';
import type { RecordedOnFilm } from '#acquisition/commands';

/** What any command answers. Revisions are texts: they may be larger than a number of JSON holds. */
export interface RecordedOnStream {
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

/** What a command on a film answers. */
export interface RecordedAnswer extends RecordedOnStream {
  readonly filmId: string;
  readonly slug: string;
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

/** Answers any command: what was recorded, and the revision that its stream has come to. */
export function answerOnStream(
  reply: FastifyReply,
  { revision, position, repeated, events }: Omit<RecordedOnFilm, 'filmId' | 'slug'>,
): RecordedOnStream {
  void reply.header('etag', `"${String(revision)}"`);
  return {
    revision: String(revision),
    position,
    repeated,
    events: events.map(({ id, type, revision: at, data }) => ({ id, type, revision: String(at), data })),
  };
}

/** Answers a command on a film: what was recorded, and where to see it. */
export function answerRecorded(reply: FastifyReply, recorded: RecordedOnFilm): RecordedAnswer {
  const location = locationOf(recorded);
  if (location !== undefined) void reply.header('location', location);
  return { filmId: recorded.filmId, slug: recorded.slug, ...answerOnStream(reply, recorded) };
}
