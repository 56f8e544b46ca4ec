import type { PlannedEvent } from './attempt';

/** What is to be said of a sale that is recorded as less than the file says, because others hold some of it, or all. */
export const remarksOnSale = (events: readonly PlannedEvent[]): readonly string[] =>
  events.flatMap(({ fact: { type, data } }) => {
    if (type === 'FilmAcquired' && data.claimed !== undefined) return [`committed is only: ${data.rights.words}`];
    return type === 'DisputeOpened' ? [`the rest is in dispute: ${data.about}`] : [];
  });
