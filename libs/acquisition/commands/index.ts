/** What can be asked to be recorded: a file for each command. */
import { isFilmCommand } from './film-command';
import * as registry from './registry';

export * from './details';
export * from './film-command';
export * from './film-recorder';
export { LapseOffer } from './lapse-offer';
export { LapseReservation } from './lapse-reservation';
export { RegisterFilmHandler, handlerOf } from './handlers';
export { FilmBody, RegisterFilm } from './register-film';
export * from './registry';

/** Every command on a film, as registered. */
export const filmCommands = Object.values(registry).filter(isFilmCommand);
