import { Query } from '@nestjs/cqrs';
import type { AskedMoment } from '../asked-moment';
import { nowOf } from '../asked-moment';
import { seeFilm } from '../film-events';
import type { Page } from '../cursor';
import type { QuerySources } from '../query-sources';
import type { DealInDossier, Dossier, OfferInDossier } from './dossier';
import { dossierOf } from './dossier';
import type { Explanation } from './explain';
import { explain } from './explain';
import type { AskedHistory, Entry } from './history';
import { history } from './history';

export interface AskedFilm extends AskedMoment {
  /** Slug, id, or title and year. */
  readonly film: string;
}

/** A dossier, ready to be sent. */
export interface DossierText {
  /** JSON of a `Dossier`. */
  readonly json: string;
  readonly revision: string;
  /** Told apart from every other state that the dossier of now was in; `null` when another moment was asked for. */
  readonly version: string | null;
}

/** Everything about one film. */
export class FilmQuery extends Query<DossierText> {
  constructor(readonly asked: AskedFilm) {
    super();
  }
}

/** Why a film is in its phase. */
export class ExplainQuery extends Query<Explanation> {
  constructor(readonly asked: AskedFilm) {
    super();
  }
}

/** Everything that was recorded of a film. */
export class HistoryQuery extends Query<Page<Entry>> {
  constructor(readonly asked: AskedHistory) {
    super();
  }
}

/** The offers of a film. */
export class OffersOfFilmQuery extends Query<readonly OfferInDossier[]> {
  constructor(readonly asked: AskedFilm) {
    super();
  }
}

/** The deals of a film. */
export class DealsOfFilmQuery extends Query<readonly DealInDossier[]> {
  constructor(readonly asked: AskedFilm) {
    super();
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The dossier of a film now, or at a moment on both clocks. What the views do not have yet, or what time alone has
 * changed since the last event, is computed from the film's events.
 * @throws Refused for a film that is not there and a moment that cannot be.
 */
export async function film(sources: QuerySources, asked: AskedFilm): Promise<DossierText> {
  const reference = asked.film.trim();
  if (asked.asOf === undefined && asked.knownAt === undefined) {
    const row = await sources.db
      .selectFrom('film')
      .select(['dossier', 'holds_until', 'revision'])
      .where(UUID.test(reference) ? 'film_id' : 'slug', '=', reference.toLowerCase())
      .executeTakeFirst();
    if (row !== undefined && (row.holds_until === null || row.holds_until > nowOf(sources.clock).instant)) {
      const revision = String(row.revision);
      return { json: row.dossier, revision, version: revision };
    }
  }
  const { film: state, at, moment } = await seeFilm(sources, reference, asked);
  const dossier = dossierOf(state, at);
  return {
    json: JSON.stringify(dossier),
    revision: dossier.revision,
    version: moment === undefined ? versionInTime(dossier) : null,
  };
}

/** Each state that time alone brings about ends at another moment, and the last one never. */
const versionInTime = ({ revision, holdsUntil }: Dossier): string =>
  `${revision}.${holdsUntil === null ? 'last' : Date.parse(holdsUntil).toString(36)}`;

const dossier = async (sources: QuerySources, asked: AskedFilm): Promise<Dossier> =>
  JSON.parse((await film(sources, asked)).json) as Dossier;

/** @throws as `film`. */
export const offersOfFilm = async (sources: QuerySources, asked: AskedFilm): Promise<readonly OfferInDossier[]> =>
  (await dossier(sources, asked)).offers;

/** @throws as `film`. */
export const dealsOfFilm = async (sources: QuerySources, asked: AskedFilm): Promise<readonly DealInDossier[]> =>
  (await dossier(sources, asked)).deals;

export { explain, history };
