import type { LongFormExecuted } from '../events';
import type { Rule } from './decision';
import { given, record, refuse } from './decision';
import { withLiveDeal } from './live-deal';

/** The long-form agreement of a deal is executed: its rights are licensed. */
export const executeLongForm: Rule<LongFormExecuted> = (film, { dealId, evidence }, entry) =>
  withLiveDeal(film, dealId, entry, (deal) =>
    deal.executedOn === null
      ? record('LongFormExecuted', { dealId, ...given({ evidence }) })
      : refuse(
          'conflict',
          'long-form-executed',
          `The long form with ${deal.buyer} was executed on ${deal.executedOn} already.`,
        ),
  );
