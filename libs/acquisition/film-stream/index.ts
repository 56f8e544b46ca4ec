/** How films lie in the event store: stored names, schemas, streams, and the way from a stored event to the domain and back. */
export { BUYERS, CATEGORIES, DISCLOSURES, RATES, WEBHOOKS } from './categories';
export {
  CLOCK,
  UNKNOWN_ACTOR,
  actorMetadata,
  filmCodec,
  filmIdOf,
  filmStream,
  isFilmStream,
  openEnvelope,
  storedData,
  storedName,
  toFilmEvent,
} from './codec';
export { createFilmDirectory, newFilmId, slugStream, type FilmDirectory } from './film-directory';
export { filmModel } from './film-model';
export { Refused, noSuchFilm } from './refused';
export { dataProblems } from './schemas';
export { STORED_NAMES, type StoredName } from './stored-names';
