import type { FilmState, Offer } from '../film';
import { firstDay, utcDay } from '../time';
import type { Instant } from '../time';
import type { Decision, Entry, Refusal } from './decision';
import { refuse } from './decision';
import { refuseIfBefore } from './in-order';

/**
 * True when what is entered happened at `instant` or later. What is known only to the day may still have been before it;
 * what is known only to the week, month or year is taken to have happened as late as it can have: by now.
 */
function happenedBy({ occurredAt, now }: Entry, instant: Instant): boolean {
  if (occurredAt.precision === 'instant') return occurredAt.on >= instant;
  if (occurredAt.precision === 'day') return firstDay(occurredAt, utcDay) > utcDay(instant);
  return now.instant >= instant;
}

/** There is no offer of that id. */
export const noSuchOffer = (film: FilmState, offerId: string): Refusal =>
  refuse('not-found', 'offer-not-found', `${film.title} has no offer ${offerId}. Its offers are listed with the film.`);

/** Goes on with an offer that can still be answered, or says why it cannot. */
export function withLiveOffer(
  film: FilmState,
  offerId: string,
  entry: Entry,
  goOn: (offer: Offer) => Decision,
): Decision {
  const offer = film.offers.get(offerId);
  if (offer === undefined) return noSuchOffer(film, offerId);
  if (offer.status !== 'live' && offer.status !== 'countered') {
    const late =
      offer.status === 'lapsed' ? ', or, where it was answered in time, retract the entry that it lapsed first' : '';
    const message = `The offer of ${offer.buyer} is ${offer.status}: it cannot be answered any more. Record a new offer${late}.`;
    return refuse('conflict', 'offer-is-dead', message);
  }
  if (offer.expiresAt !== null && happenedBy(entry, offer.expiresAt)) {
    const message = `The offer of ${offer.buyer} lapsed at ${offer.expiresAt}. Record a new offer.`;
    return refuse('conflict', 'offer-is-dead', message);
  }
  return (
    refuseIfBefore(offer.ladder.at(-1)?.occurredOn, `the offer of ${offer.buyer} as it stands`, entry) ?? goOn(offer)
  );
}

/** True for a time that is not after what is entered. */
export const notAfter = (entry: Entry, until: Instant | undefined): boolean =>
  until !== undefined && happenedBy(entry, until);
