/** What can be seen of films, as files to take away. */
export { FORMATS, fileOfFilm, fileOfSlate, type AvailsFile, type Format } from './avails-file';
