import { LRUCache } from 'lru-cache';
import type { FilmState } from '#acquisition/domain';
import { nextChange } from '#acquisition/domain';
import type { AskedMoment } from '../asked-moment';
import { seeFilm } from '../film-events';
import type { Page } from '../cursor';
import { Query } from '../query';
import type { QuerySources } from '../query-sources';
import type { DealInDossier, Dossier, OfferInDossier } from './dossier';
import { dossierOf } from './dossier';
import type { AskedExplanation, Explanation } from './explain';
import { explain } from './explain';
import type { AskedHistory } from './history';
import { history } from './history';
import type { EntryWithDocuments } from './with-documents';

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

/** Why a film is where it is. */
export class ExplainQuery extends Query<Explanation> {
  constructor(readonly asked: AskedExplanation) {
    super();
  }
}

/** Everything that was recorded of a film. */
export class HistoryQuery extends Query<Page<EntryWithDocuments>> {
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

/** Dossiers as they were last sent, in characters of JSON that are kept. */
const KEPT_CHARACTERS = 16 * 1024 * 1024;

interface Sent extends DossierText {
  readonly holdsUntil: string | null;
}

const kept = new LRUCache<FilmState, Sent>({ maxSize: KEPT_CHARACTERS, sizeCalculation: ({ json }) => json.length });

/**
 * The dossier of a film now, or at a moment on both clocks, made of its events.
 * @throws Refused for a film that is not there and a moment that cannot be.
 */
export async function film(sources: QuerySources, asked: AskedFilm): Promise<DossierText> {
  const { film: state, at, moment } = await seeFilm(sources, asked.film, asked);
  const known = moment === undefined ? kept.get(state) : undefined;
  if (known !== undefined && (known.holdsUntil === null || known.holdsUntil > at.instant)) return known;
  const dossier = dossierOf(state, at);
  const { revision, holdsUntil } = dossier;
  const text = {
    json: JSON.stringify(dossier),
    revision,
    version: moment === undefined ? versionOf(state, dossier, sources) : null,
  };
  if (moment === undefined) kept.set(state, { ...text, holdsUntil });
  return text;
}

/** The revision; and, once time alone has changed something since, when the state that it brought about ends. */
function versionOf(state: FilmState, { revision, holdsUntil }: Dossier, { clock }: QuerySources): string {
  const recorded = state.history.at(-1)?.recordedAt ?? '';
  const changed = nextChange(state, { instant: recorded, day: clock.dayOf(recorded) });
  if (changed === null || changed > clock.now()) return revision;
  return `${revision}.${holdsUntil === null ? 'last' : Date.parse(holdsUntil).toString(36)}`;
}

const dossier = async (sources: QuerySources, asked: AskedFilm): Promise<Dossier> =>
  JSON.parse((await film(sources, asked)).json) as Dossier;

/** @throws as `film`. */
export const offersOfFilm = async (sources: QuerySources, asked: AskedFilm): Promise<readonly OfferInDossier[]> =>
  (await dossier(sources, asked)).offers;

/** @throws as `film`. */
export const dealsOfFilm = async (sources: QuerySources, asked: AskedFilm): Promise<readonly DealInDossier[]> =>
  (await dossier(sources, asked)).deals;

export { explain, history };
