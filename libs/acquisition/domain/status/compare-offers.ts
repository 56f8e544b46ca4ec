import type { Conflict, Terms } from '../events';
import type { Correction, FilmState, Offer, OfferStatus } from '../film';
import type { Amount, Total } from '../money';
import { totals } from '../money';
import type { Day, Instant } from '../time';
import { dayNumber } from '../time';
import type { Best, Span } from './best-offers';
import { bestByCurrency, bestOf } from './best-offers';
import { conflictsOf, mightOverlap } from './conflicts';
import { isOpen, isReserved } from './holdings';
import type { At } from './moment';
import type { MoneyOf, ShareOfAsk } from './share-of-ask';
import { shareOfAsk } from './share-of-ask';

/** Columns of money: what of the terms is added up in each. More is better. */
const MONEY = {
  headline: ({ guarantee, guaranteedBonuses = [] }: Terms) => [guarantee, ...guaranteedBonuses],
  guarantee: ({ guarantee }: Terms) => [guarantee],
  guaranteedBonuses: ({ guaranteedBonuses = [] }: Terms) => guaranteedBonuses,
  boxOfficeBumps: ({ boxOfficeBumps = [] }: Terms) => boxOfficeBumps.map(({ pays }) => pays),
  pAndACommitment: ({ pAndACommitment }: Terms) => (pAndACommitment === undefined ? [] : [pAndACommitment]),
} satisfies Readonly<Record<string, (terms: Terms) => readonly Amount[]>>;

const less = (value: number | undefined): number | undefined => (value === undefined ? undefined : -value);
const numberOf = (day: Day | undefined): number | undefined => (day === undefined ? undefined : dayNumber(day));

/** Columns of plain values, each so that the higher is better for the seller; undefined where the offer says nothing. */
const VALUES = {
  grossPoints: ({ grossPoints }: Terms) => grossPoints,
  guaranteedScreens: ({ guaranteedScreens }: Terms) => guaranteedScreens,
  guaranteedDays: ({ guaranteedDays }: Terms) => guaranteedDays,
  /** The sooner the rights come back. */
  licenceYears: ({ licenceYears }: Terms) => less(licenceYears),
  /** The more time there is to deliver. */
  deliveryOn: ({ deliveryOn }: Terms) => numberOf(deliveryOn),
  /** The fewer. */
  conditions: ({ conditions = [] }: Terms) => less(conditions.length),
} satisfies Readonly<Record<string, (terms: Terms) => number | undefined>>;

/** What offers are compared on. */
export type CompareColumn = keyof typeof MONEY | keyof typeof VALUES | 'shareOfAsk';

/** An offer beside the others, at a moment. */
export interface ComparedOffer {
  readonly offerId: string;
  readonly buyer: string;
  readonly status: OfferStatus;
  readonly isOpen: boolean;
  readonly isReserved: boolean;
  readonly madeOn: Day;
  /** The rights on the table, in words. */
  readonly rights: string;
  /** The terms on the table. */
  readonly terms: Terms;
  /** By currency. */
  readonly headline: readonly Total[];
  /** The same as it is compared: by currency, or in the one that sums are brought into. */
  readonly headlineCompared: readonly Total[];
  readonly shareOfAsk: readonly ShareOfAsk[];
  /** What stands in the way at the moment asked for, not when it was made. */
  readonly conflicts: readonly Conflict[];
  /** Words of other deals that resolved to nothing and may stand for these rights. */
  readonly warnings: readonly string[];
  /** When the offer, or its reservation, lapses by itself; `null`: nobody said, or it is over. */
  readonly until: Instant | null;
  /** Whole seconds until then. */
  readonly secondsLeft: number | null;
  /** Why it was accepted, declined, withdrawn or released. */
  readonly reason: string | null;
  /** What was put right of its entries. */
  readonly corrections: readonly Correction[];
}

/** Offers of a film side by side. */
export interface Comparison {
  /** In the order in which they were made. */
  readonly offers: readonly ComparedOffer[];
  /** Who is best on what. */
  readonly best: Readonly<Record<CompareColumn, readonly Best[]>>;
}

export interface Comparing {
  /** Offers that are dead, too. Default: those that wait for an answer. */
  readonly all?: boolean;
  /** How sums are compared. Default: each currency apart. */
  readonly moneyOf?: MoneyOf;
}

function compared(film: FilmState, offer: Offer, at: At, moneyOf: MoneyOf): ComparedOffer {
  const { offerId, buyer, status, rights, terms, madeOn, reason, corrections, expiresAt, reservedUntil } = offer;
  const dealId = [...film.deals.values()].find((deal) => deal.offerId === offerId)?.dealId;
  const asking = { offerId, buyer, from: at.day, ...(dealId === undefined ? {} : { dealId }) };
  const [open, reserved] = [isOpen(offer, at), isReserved(offer, at)];
  const headlineCompared = moneyOf(MONEY.headline(terms));
  const until = open ? expiresAt : reserved ? reservedUntil : null;
  return {
    offerId,
    buyer,
    status,
    isOpen: open,
    isReserved: reserved,
    madeOn,
    rights: rights.words,
    terms,
    headline: totals(MONEY.headline(terms)),
    headlineCompared,
    shareOfAsk: shareOfAsk(film, rights, headlineCompared, moneyOf),
    conflicts: conflictsOf(film, rights, at, asking),
    warnings: mightOverlap(film, at, asking),
    until,
    secondsLeft: until === null ? null : Math.floor((Date.parse(until) - Date.parse(at.instant)) / 1_000),
    reason,
    corrections,
  };
}

const bestShare = (offers: readonly ComparedOffer[]): readonly Best[] => {
  const currencies = [...new Set(offers.flatMap((offer) => offer.shareOfAsk.map(({ currency }) => currency)))].sort();
  return currencies.flatMap((currency) => {
    const spans = offers.flatMap(({ offerId, shareOfAsk: shares }): Span[] =>
      shares
        .filter((one) => one.currency === currency)
        .flatMap(({ share }) => (share === null ? [] : [{ offerId, ...share }])),
    );
    return bestOf(spans, currency);
  });
};

/**
 * The offers of a film side by side on every term, and the best of each column from the seller's side: more money,
 * points, screens and days, a shorter licence, a later delivery, fewer conditions. Two currencies are never compared
 * unless `moneyOf` brings them into one, and where what is known overlaps it stays undecided. Pure.
 */
export function compareOffers(film: FilmState, at: At, { all = false, moneyOf = totals }: Comparing = {}): Comparison {
  const offers = [...film.offers.values()]
    .filter((offer) => all || isOpen(offer, at))
    .map((offer) => compared(film, offer, at, moneyOf));
  const bestPaid = (of: (terms: Terms) => readonly Amount[]): readonly Best[] =>
    bestByCurrency(offers.map(({ offerId, terms }) => ({ offerId, totals: moneyOf(of(terms)) })));
  const bestValue = (of: (terms: Terms) => number | undefined): readonly Best[] =>
    bestOf(
      offers.flatMap(({ offerId, terms }): Span[] => {
        const value = of(terms);
        return value === undefined ? [] : [{ offerId, least: value, most: value }];
      }),
    );
  const each = <From, To>(columns: Readonly<Record<string, From>>, best: (of: From) => To) =>
    Object.fromEntries(Object.entries(columns).map(([column, of]) => [column, best(of)]));
  return {
    offers,
    best: {
      ...each(MONEY, bestPaid),
      ...each(VALUES, bestValue),
      shareOfAsk: bestShare(offers),
    } as Comparison['best'],
  };
}
