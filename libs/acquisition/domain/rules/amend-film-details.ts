import type { FilmDetailsAmended } from '../events';
import type { Rule } from './decision';
import { given, record, refuseFields } from './decision';

/** Changes title, year, directors or companies from now on. The slug stays, so that links keep working. */
export const amendFilmDetails: Rule<FilmDetailsAmended> = (_film, { title, year, directors, companies }) => {
  const changes = given({ title, year, directors, companies });
  return Object.keys(changes).length === 0
    ? refuseFields([{ field: 'title', message: 'give at least one of title, year, directors, companies' }])
    : record('FilmDetailsAmended', changes);
};
