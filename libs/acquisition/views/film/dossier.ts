import type {
  At,
  Deal,
  Dispute,
  Estimate,
  Figures,
  FilmState,
  Mandate,
  Offer,
  Phase,
  PhaseReason,
  StatusBlock,
  Total,
} from '#acquisition/domain';
import {
  dealStatus,
  figuresOf,
  headline,
  isOpen,
  isReserved,
  mandateCover,
  nextChange,
  phaseOf,
  shareOf,
  statusMatrix,
} from '#acquisition/domain';
import type { Ovations, Told } from '../told';
import { ovationsOf, toldOf } from '../told';

export interface OfferInDossier extends Offer {
  readonly headline: readonly Total[];
  /** Waits for an answer at the moment of the dossier. */
  readonly isOpen: boolean;
  /** Reserves its rights at the moment of the dossier. */
  readonly isReserved: boolean;
}

export interface DealInDossier extends Deal {
  readonly status: ReturnType<typeof dealStatus>;
  readonly headline: readonly Total[];
}

/** Everything about one film at one moment. */
export interface Dossier {
  readonly filmId: string;
  readonly slug: string;
  readonly title: string;
  readonly year: number;
  readonly directors: readonly string[];
  readonly companies: readonly string[];
  readonly phase: Phase;
  readonly phaseReason: PhaseReason;
  /** When time alone may change the phase; `null`: only an event can. */
  readonly phaseUntil: string | null;
  /** When time alone changes anything in this dossier; `null`: only an event can. */
  readonly holdsUntil: string | null;
  /** Share of the mandate that is acquired, 0 to 1; see docs/reference/phases.md. */
  readonly share: number;
  readonly mandate: { readonly isAssumed: boolean; readonly mandates: readonly Mandate[] };
  readonly estimates: readonly Estimate[];
  readonly figures: Figures;
  readonly deals: readonly DealInDossier[];
  readonly offers: readonly OfferInDossier[];
  readonly matrix: readonly StatusBlock[];
  readonly disputes: readonly Dispute[];
  readonly selections: readonly Told[];
  readonly screenings: readonly Told[];
  readonly ovations: Ovations;
  readonly reviews: readonly Told[];
  readonly awards: readonly Told[];
  readonly interest: readonly Told[];
  readonly passes: readonly Told[];
  readonly negotiations: readonly Told[];
  readonly releaseDates: readonly Told[];
  readonly releases: readonly Told[];
  readonly notes: readonly Told[];
  /** Documents that were attached to entries. Those that an entry names itself are with it. */
  readonly evidence: readonly Told[];
  /** Revision of the film's stream that the dossier includes. */
  readonly revision: string;
}

/** What is known of a film at a moment, ready to be shown. Pure. */
export function dossierOf(film: FilmState, at: At): Dossier {
  const { phase, reason, until } = phaseOf(film, at);
  const told = toldOf(film);
  return {
    filmId: film.filmId,
    slug: film.slug,
    title: film.title,
    year: film.year,
    directors: film.directors,
    companies: film.companies,
    phase,
    phaseReason: reason,
    phaseUntil: until,
    holdsUntil: nextChange(film, at),
    share: shareOf(film, at).acquired,
    mandate: { isAssumed: mandateCover(film, at.day).isAssumed, mandates: [...film.mandates.values()] },
    estimates: film.estimates,
    figures: figuresOf(film, at),
    deals: [...film.deals.values()].map((deal) => ({
      ...deal,
      status: dealStatus(deal, at.day),
      headline: headline(deal.terms),
    })),
    offers: [...film.offers.values()].map((offer) => ({
      ...offer,
      headline: headline(offer.terms),
      isOpen: isOpen(offer, at),
      isReserved: isReserved(offer, at),
    })),
    matrix: statusMatrix(film, at),
    disputes: [...film.disputes.values()],
    selections: told(film.selections),
    screenings: told(film.screenings),
    ovations: ovationsOf(film, film.ovations),
    reviews: told(film.reviews),
    awards: told(film.awards),
    interest: told(film.interests),
    passes: told(film.passes),
    negotiations: told(film.negotiations),
    releaseDates: told(film.releaseDates),
    releases: told(film.releases),
    notes: told(film.notes),
    evidence: told(film.attachments),
    revision: String(film.history.at(-1)?.revision ?? 0),
  };
}
