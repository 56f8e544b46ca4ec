import type { FilmState, Offer } from '../film';
import { lapsesBy } from '../status';
import type { Instant } from '../time';
import type { Decision, Entry } from './decision';
import { fact, recordAll, refuse } from './decision';

export interface LapseDetails {
  readonly offerId: string;
}

/** Records that an offer lapsed, at the very time at which it did, or says why that is not so. */
export function lapseAt(film: FilmState, offer: Offer, at: Instant | null, entry: Entry): Decision {
  const { offerId, buyer } = offer;
  const due = lapsesBy(film, entry.now.instant).find((lapse) => lapse.offerId === offerId);
  if (due !== undefined) {
    return recordAll([fact('OfferLapsed', { offerId }, { on: due.at, precision: 'instant' })]);
  }
  const notDue = (why: string) => refuse('conflict', 'not-due', `The offer of ${buyer} does not lapse now: ${why}.`);
  if (at === null) return notDue('nobody said when it lapses by itself');
  return entry.now.instant < at
    ? notDue(`its time is ${at}, now it is ${entry.now.instant}`)
    : notDue(`that it lapsed at ${at} was recorded before, and retracted`);
}
