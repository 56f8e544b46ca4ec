import type { BuyerPassed } from '../events';
import type { Rule } from './decision';
import { given, record } from './decision';

/** Records that a buyer said no to the film. */
export const recordPass: Rule<BuyerPassed> = (_film, { buyer, reason }) =>
  record('BuyerPassed', { buyer, ...given({ reason }) });
