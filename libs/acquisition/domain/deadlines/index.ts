/** What is coming for a film: everything that has a day or a moment, and is not settled yet. */
import type { Deal, FilmState } from '../film';
import { endedBy } from '../status';
import type { Day } from '../time';
import { addDays, utcDay } from '../time';
import type { Deadline } from './deadline';
import { ofOffers } from './of-offers';
import { ofReleases } from './of-releases';
import { ofHoldbacks, ofLicence, ofMandate } from './of-windows';

export { COUNTING, DEADLINE_KINDS, type Counting, type Deadline, type DeadlineKind } from './deadline';

/** The entry that said the terms of a deal last. */
const termsFrom = (film: FilmState, dealId: string): string =>
  film.history.findLast(
    ({ type, data }) =>
      (type === 'FilmAcquired' || (type === 'DealAmended' && data.terms !== undefined)) && data.dealId === dealId,
  )?.id ?? dealId;

/** A deal that is told later than so many days after its memo is history, and nobody waits for its papers. */
const HISTORY_DAYS = 365;

const dealsToldAsHistory = (film: FilmState): ReadonlySet<string> =>
  new Set(
    film.history.flatMap((event) => {
      if (event.type !== 'FilmAcquired') return [];
      const { dealId } = event.data;
      const acquiredOn = film.deals.get(dealId)?.acquiredOn;
      const isHistory = acquiredOn !== undefined && utcDay(event.recordedAt) > addDays(acquiredOn, HISTORY_DAYS);
      return isHistory ? [dealId] : [];
    }),
  );

function ofDeal(film: FilmState, deal: Deal, isHistory: boolean): readonly Deadline[] {
  if (endedBy(deal, null)) return [];
  const { buyer, dealId, offerId, rights, terms } = deal;
  const common = { buyer, dealId, offerId };
  const longForm: Deadline = {
    ...common,
    kind: 'long form due',
    on: deal.acquiredOn,
    says: `The long form with ${buyer} for ${rights.words} is to be executed after the memo`,
    eventId: dealId,
  };
  const delivery = (on: Day): Deadline => {
    const says = `Delivery to ${buyer} for ${rights.words} is due`;
    return { ...common, kind: 'delivery due', on, says, eventId: termsFrom(film, dealId) };
  };
  return [
    ...(deal.executedOn === null && !isHistory ? [longForm] : []),
    ...(terms.deliveryOn === undefined || deal.deliveredOn !== null ? [] : [delivery(terms.deliveryOn)]),
    ...ofLicence(deal),
    ...ofHoldbacks(film, deal),
  ];
}

/**
 * Everything that is coming for a film, and what is overdue, in no order. What was settled is not there any more: a memo
 * that was signed, an offer that was answered or lapsed, a film that opened. Reads no clock: what passes by itself
 * (see `COUNTING`) is there also when it has passed.
 */
export function deadlinesOf(film: FilmState): readonly Deadline[] {
  const history = dealsToldAsHistory(film);
  return [
    ...ofOffers(film),
    ...[...film.deals.values()].flatMap((deal) => ofDeal(film, deal, history.has(deal.dealId))),
    ...[...film.mandates.values()].flatMap(ofMandate),
    ...ofReleases(film),
  ];
}
