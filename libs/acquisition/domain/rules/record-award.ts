import type { AwardWon } from '../events';
import type { Rule } from './decision';
import { given, record } from './decision';

/** Records a prize. */
export const recordAward: Rule<AwardWon> = (_film, { award, festival }) =>
  record('AwardWon', { award, ...given({ festival }) });
