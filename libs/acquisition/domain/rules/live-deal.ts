import type { Deal, FilmState } from '../film';
import { dealStatus } from '../status';
import type { Decision, Entry } from './decision';
import { refuse } from './decision';
import { refuseIfBefore } from './in-order';

/** Goes on with a deal that holds something on the day of the entry or later. */
export function withLiveDeal(film: FilmState, dealId: string, entry: Entry, goOn: (deal: Deal) => Decision): Decision {
  const deal = film.deals.get(dealId);
  if (deal === undefined) {
    return refuse(
      'not-found',
      'deal-not-found',
      `${film.title} has no deal ${dealId}. Its deals are listed with the film.`,
    );
  }
  return dealStatus(deal, entry.now.day) === 'ended'
    ? refuse('conflict', 'deal-ended', `The deal with ${deal.buyer} holds nothing any more.`)
    : (refuseIfBefore(deal.steps.at(-1)?.on, `the deal with ${deal.buyer} as it stands`, entry) ?? goOn(deal));
}
