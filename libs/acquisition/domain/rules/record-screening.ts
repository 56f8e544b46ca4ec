import type { FilmScreened } from '../events';
import type { Rule } from './decision';
import { given, record } from './decision';

/** Records a screening. */
export const recordScreening: Rule<FilmScreened> = (_film, screening) => {
  const { festival, section, venue, premiere, audience, audienceSize, startTime, delayMinutes } = screening;
  return record(
    'FilmScreened',
    given({ festival, section, venue, premiere, audience, audienceSize, startTime, delayMinutes }),
  );
};
