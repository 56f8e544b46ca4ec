import type { At, Deal, Figures, FilmState, Offer, Total } from '#acquisition/domain';
import { describePrice, figureParts, figuresOf, headline } from '#acquisition/domain';

/** Kinds of money. */
export const FIGURES = ['offered', 'reserved', 'committed'] as const satisfies readonly (keyof Figures)[];
export type Figure = (typeof FIGURES)[number];

/** An offer or a deal that a sum is made of. */
export interface FigurePart {
  readonly buyer: string;
  readonly offerId: string | null;
  readonly dealId: string | null;
  /** What it adds, by currency; and the price in words. */
  readonly headline: readonly Total[];
  readonly words: string;
  /** The events that it rests on, with those that corrected them. */
  readonly eventIds: readonly string[];
}

/** A sum, and what it is made of. */
export interface ExplainedFigure {
  readonly totals: readonly Total[];
  /** What is added up in it. */
  readonly countedAs: string;
  readonly parts: readonly FigurePart[];
}

/** What is added up in each kind of money. */
export const COUNTED_AS: Readonly<Record<Figure, string>> = {
  offered: 'Headline totals, guarantee and guaranteed bonuses, of the offers that wait for an answer.',
  reserved: 'Headline totals of the offers with a live verbal acceptance.',
  committed: 'Headline totals of the deals that hold something.',
};

/** Events, each with those that corrected or retracted it. */
export const withAmendments = ({ amendments }: FilmState, eventIds: readonly string[]): readonly string[] => [
  ...new Set(eventIds.flatMap((id) => [id, ...(amendments.get(id)?.by ?? [])])),
];

const partOf = (film: FilmState, part: Offer | Deal): FigurePart => ({
  buyer: part.buyer,
  offerId: part.offerId,
  dealId: 'dealId' in part ? part.dealId : null,
  headline: headline(part.terms),
  words: describePrice(part.terms),
  eventIds: withAmendments(film, part.eventIds),
});

/** What a kind of money of a film is made of. */
export const explainedFigure = (film: FilmState, at: At, figure: Figure): ExplainedFigure => ({
  totals: figuresOf(film, at)[figure],
  countedAs: COUNTED_AS[figure],
  parts: figureParts(film, at)[figure].map((part) => partOf(film, part)),
});
