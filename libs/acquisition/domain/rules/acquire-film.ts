import type { Evidence, FilmAcquired } from '../events';
import type { FilmState, Offer } from '../film';
import type { Rights, RightsRequest } from '../rights';
import { blocksOf, isEmpty } from '../rights';
import { conflictsOf, exclusivePart, freeInWords, freePart } from '../status';
import { overlap, subtract } from '../rights';
import type { Asking } from '../status';
import { withRights } from './asked-rights';
import type { TermsRequest } from './asked-terms';
import { withTerms } from './asked-terms';
import { requestIfBelowTake } from './below-take';
import { refuseIfNotFree } from './check-offer';
import type { Decision, Entry, Refusal, Rule } from './decision';
import { fact, given, record, recordAll, refuse, refuseFields, saleDay } from './decision';
import { refuseIfBefore } from './in-order';
import { notAfter, withLiveOffer } from './live-offer';
import { overrideOf, refuseIfMayBeSold } from './may-be-sold';

export interface AcquisitionDetails {
  /** The offer that the memo was signed on; buyer, rights and terms are then those of the offer unless given. */
  readonly offerId?: string;
  readonly buyer?: string;
  readonly rights?: RightsRequest;
  readonly terms?: TermsRequest;
  readonly sellers?: readonly string[];
  readonly evidence?: Evidence;
  /** Why this buyer won. */
  readonly reason?: string;
  /** Why it is right to sell what unresolved words of other deals may stand for. */
  readonly override?: string;
}

/** The deal memo is signed: the rights are committed, if they are free. */
export const acquireFilm: Rule<AcquisitionDetails> = (film, details, entry) => {
  if (film.withdrawn !== null)
    return refuse('conflict', 'film-withdrawn', `${film.title} is not for sale: it is withdrawn.`);
  const { offerId } = details;
  if (offerId === undefined) return acquire(film, details, entry);
  const accepted = film.offers.get(offerId);
  if (accepted?.status === 'accepted')
    return (
      refuseIfLapsed(accepted, entry) ??
      refuseIfBefore(accepted.madeOn, `the offer of ${accepted.buyer}`, entry) ??
      acquire(film, details, entry, accepted)
    );
  return withLiveOffer(film, offerId, entry, (offer) => acquire(film, details, entry, offer));
};

/** A reservation that ran out is over, whether or not anybody recorded that it lapsed. */
function refuseIfLapsed({ buyer, reservedUntil }: Offer, entry: Entry): Refusal | undefined {
  if (!notAfter(entry, reservedUntil ?? undefined)) return undefined;
  const message = `The reservation of ${buyer} lapsed at ${String(reservedUntil)}. Record a new offer, or the deal without the offer.`;
  return refuse('conflict', 'offer-is-dead', message);
}

function acquire(film: FilmState, details: AcquisitionDetails, entry: Entry, offer?: Offer): Decision {
  const buyer = details.buyer ?? offer?.buyer;
  if (buyer === undefined) return refuseFields([{ field: 'buyer', message: 'is missing: who acquired the film?' }]);
  if (offer !== undefined && buyer !== offer.buyer) {
    const message = `is not ${offer.buyer}, who made the offer: leave it out, or record the deal without the offer`;
    return refuseFields([{ field: 'buyer', message }]);
  }
  const sign = (rights: Rights) =>
    details.terms === undefined && offer !== undefined
      ? memo(film, { buyer, rights, terms: offer.terms }, details, entry)
      : withTerms(details.terms, (terms) => memo(film, { buyer, rights, terms }, details, entry));
  if (details.rights !== undefined) return withRights(film, details.rights, entry, sign);
  return offer === undefined
    ? refuseFields([{ field: 'rights', message: 'is missing: what was acquired?' }])
    : sign(offer.rights);
}

function memo(
  film: FilmState,
  agreed: Pick<FilmAcquired, 'buyer' | 'rights' | 'terms'>,
  { offerId, sellers, evidence, reason, override: why }: AcquisitionDetails,
  entry: Entry,
): Decision {
  const asking = { ...given({ offerId }), buyer: agreed.buyer, from: saleDay(entry) };
  const override = overrideOf(film, agreed.rights, entry, asking, why);
  const acquired: FilmAcquired = {
    dealId: entry.id,
    ...agreed,
    ...given({ offerId, sellers, evidence, reason, override }),
  };
  if (entry.source.kind === 'import') return importedMemo(film, acquired, entry, asking);
  const offer = offerId === undefined ? undefined : film.offers.get(offerId);
  return (
    refuseIfNotFree(film, agreed.rights, entry.now, asking) ??
    refuseIfMayBeSold(film, agreed.rights, entry, asking, why) ??
    requestIfBelowTake(film, agreed, offer, 'deal memo', entry) ??
    record('FilmAcquired', acquired)
  );
}

/**
 * History is not refused: a source that says more was sold than was free is kept whole as the claim, what was free is
 * committed, and the rest is put in dispute. So no right is ever committed twice, and nothing that was said is lost.
 * Only what the buyer holds already is no deal any more: whoever imports it keeps it in words.
 */
function importedMemo(film: FilmState, acquired: FilmAcquired, entry: Entry, asking: Asking): Decision {
  const conflicts = conflictsOf(film, acquired.rights, entry.now, asking);
  if (conflicts.length === 0) return record('FilmAcquired', acquired);
  const free = freePart(film, acquired.rights, entry.now, asking);
  const others = conflicts.filter(({ buyer }) => buyer !== acquired.buyer);
  if (others.length === 0 && isEmpty(free)) {
    const message = `${acquired.buyer} is said again to have acquired ${acquired.rights.words}, and has all of it already.`;
    return refuse('conflict', 'rights-not-free', message, { conflicts });
  }
  const exclusive = exclusivePart(acquired.rights);
  const committed: Rights = {
    ...acquired.rights,
    words: isEmpty(free) ? 'nothing that was free' : freeInWords(film, acquired.rights, entry.now, asking),
    blocks: [...blocksOf(overlap(free, exclusive), true), ...blocksOf(subtract(free, exclusive), false)],
  };
  const deal = fact('FilmAcquired', { ...acquired, rights: committed, claimed: acquired.rights });
  if (others.length === 0) return recordAll([deal]);
  const claims = others.map(({ buyer, kind, overlap: block }) => `${buyer ?? 'the mandate'} (${kind}: ${block})`);
  const dealIds = others.flatMap(({ dealId }) => (dealId === undefined ? [] : [dealId]));
  return recordAll([
    deal,
    fact('DisputeOpened', {
      disputeId: `${entry.id}-dispute`,
      dealIds: [...new Set([acquired.dealId, ...dealIds])],
      about: `${acquired.buyer} is said to have acquired ${acquired.rights.words}, against ${claims.join('; ')}`,
    }),
  ]);
}
