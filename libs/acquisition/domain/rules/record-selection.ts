import type { FilmSelected } from '../events';
import type { Rule } from './decision';
import { given, record } from './decision';

/** Records that a festival or market selected the film. */
export const recordSelection: Rule<FilmSelected> = (_film, { festival, section, label }) =>
  record('FilmSelected', { festival, ...given({ section, label }) });
