import type { EntryRetracted, FilmEvent } from '../events';
import type { FilmState } from '../film';
import { applyCorrections } from '../film';
import { standingEntry } from './correct-entry';
import type { Rule } from './decision';
import { fact, given, refuse } from './decision';
import { unlessItContradicts } from './unless-it-contradicts';

/** Fields by which an entry points at the offer, deal, mandate or dispute that an earlier one began. */
const POINTERS = ['offerId', 'dealId', 'mandateId', 'disputeId'] as const;

/** Standing entries that speak of what `begun` began. */
function restingOn(film: FilmState, begun: FilmEvent): readonly FilmEvent[] {
  const field = POINTERS.find((pointer) => pointer in begun.data && pointer !== 'offerId') ?? 'offerId';
  const id = (begun.data as Readonly<Record<string, unknown>>)[field];
  const begins = ['OfferMade', 'FilmAcquired', 'MandateGranted', 'DisputeOpened'].includes(begun.type);
  if (!begins || id === undefined) return [];
  return applyCorrections(film.history).events.filter((event) => {
    const data = event.data as Readonly<Record<string, unknown>>;
    const names = data[field] === id || (Array.isArray(data['dealIds']) && data['dealIds'].includes(id));
    return event.id !== begun.id && names;
  });
}

export interface RetractionDetails extends EntryRetracted {
  /** Records it also where it contradicts other entries, and opens a dispute about it. */
  readonly dispute?: boolean;
}

/** Says that an earlier entry should not have been made. The entry itself stays in the record, marked. */
export const retractEntry: Rule<RetractionDetails> = (film, { retracts, reason, dispute }, entry) => {
  const standing = standingEntry(film, retracts);
  if ('refused' in standing) return standing;
  if (standing.type === 'FilmRegistered') {
    const message = `The registration of ${film.title} cannot be retracted: withdraw the film instead.`;
    return refuse('conflict', 'not-retractable', message);
  }
  const resting = restingOn(film, standing);
  if (resting.length > 0) {
    const entries = resting.map(({ type, id }) => `${type} ${id}`).join(', ');
    return refuse(
      'conflict',
      'not-retractable',
      `Other entries rest on this ${standing.type}: retract them first, the last one first (${entries}).`,
    );
  }
  const retraction = fact('EntryRetracted', { retracts, ...given({ reason }) });
  return unlessItContradicts(film, standing.type, [retraction], entry, dispute);
};
