import type { MandateEnded } from '../events';
import type { Rule } from './decision';
import { given, record, refuse } from './decision';

/** Ends a mandate; what was sold under it stays sold. */
export const endMandate: Rule<MandateEnded> = (film, { mandateId, reason }) => {
  const mandate = film.mandates.get(mandateId);
  if (mandate === undefined)
    return refuse('not-found', 'mandate-not-found', `${film.title} has no mandate ${mandateId}.`);
  if (mandate.endedOn !== null) {
    return refuse('conflict', 'mandate-ended', `The mandate of ${mandate.agent} ended on ${mandate.endedOn} already.`);
  }
  return record('MandateEnded', { mandateId, ...given({ reason }) });
};
