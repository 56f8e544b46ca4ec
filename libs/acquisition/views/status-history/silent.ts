import type { FilmEvent, FilmState } from '#acquisition/domain';

/** Whether ovations no longer and no shorter were told before. */
function isWithin(minutes: number, { ovations }: FilmState): boolean {
  const told = ovations.flatMap(({ data }) => (data.minutes === null ? [] : [data.minutes]));
  return told.some((one) => one <= minutes) && told.some((one) => one >= minutes);
}

/**
 * Whether the slate says the same of a film after an event as before it, but when something happened last: as of any moment,
 * unless an amendment touches it. It errs in one way only: an event that is not silent may leave the slate as it was, too.
 * @param film right before it.
 * @param isLatest whether all that the film shows had happened by then.
 */
export function isSilent(event: FilmEvent, film: FilmState, isLatest: boolean): boolean {
  switch (event.type) {
    case 'AwardWon':
    case 'DisputeOpened':
    case 'DisputeSettled':
    case 'EstimatesSet':
    case 'EvidenceAttached':
    case 'InterestExpressed':
    case 'NoteTaken':
    case 'ReleaseDated':
    case 'ReviewPublished':
      return true;
    case 'NegotiationEntered':
      return !event.data.exclusive;
    case 'FilmSelected':
      return isLatest && film.selections.length > 0;
    case 'FilmScreened':
      return isLatest && film.screenings.length > 0;
    case 'OvationReceived':
      return event.data.minutes === null || (isLatest && isWithin(event.data.minutes, film));
    case 'BuyerPassed':
      return isLatest && film.negotiations.length === 0;
    case 'ApprovalRequested':
    case 'OfferApproved':
      return isLatest && film.offers.has(event.data.offerId);
    case 'LongFormExecuted':
    case 'DeliveryAccepted':
      return isLatest && film.deals.has(event.data.dealId);
    default:
      return false;
  }
}
