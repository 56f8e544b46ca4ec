import type { ReviewPublished } from '../events';
import type { Rule } from './decision';
import { given, record } from './decision';

/** Records a review. It is signal: it decides no phase. */
export const recordReview: Rule<ReviewPublished> = (_film, { outlet, critic, verdict }) =>
  record('ReviewPublished', { outlet, ...given({ critic, verdict }) });
