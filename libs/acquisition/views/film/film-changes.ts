import type {
  At,
  CellChange,
  Deal,
  Figures,
  FilmSeenAt,
  FilmState,
  MatrixCells,
  Offer,
  Rights,
  Total,
} from '#acquisition/domain';
import {
  cellChanges,
  dealStatus,
  describeRights,
  figuresOf,
  headline,
  isOpen,
  isReserved,
  matrixCells,
  memo,
  phaseOf,
  shareOf,
} from '#acquisition/domain';
import { mandateInWords } from './mandate-in-words';

/** A phase or status, a share or number, words, or sums by currency; `null`: there was none. */
export type StateValue = string | number | readonly Total[] | null;

/** Something about a film that is another at two moments. */
export interface StateDiff {
  /**
   * `phase`, `share`, `offered`, `reserved`, `committed`; the offer or deal of a buyer, and of one that was there before its
   * `price`, `rights`, `end`, `approval` and `delivery`; what else the dossier says of the film, or how many entries it has of a kind.
   */
  readonly what: string;
  /** The offer or deal. */
  readonly id: string | null;
  readonly before: StateValue;
  readonly after: StateValue;
}

/** What is another of a film: in a few facts, and cell by cell of its matrix. */
export interface FilmChanges {
  readonly state: readonly StateDiff[];
  readonly cells: readonly CellChange[];
}

interface Fact {
  readonly what: string;
  readonly id: string | null;
  readonly value: StateValue;
  /** Told only where both moments have it: that the offer or deal is new says the rest. */
  readonly isDetail?: boolean;
}

/** A film at a moment, with all that is compared of it. */
export interface ComparedFilm extends FilmSeenAt {
  readonly facts: ReadonlyMap<string, Fact>;
  readonly cells: MatrixCells;
}

const MONEY = ['offered', 'reserved', 'committed'] as const satisfies readonly (keyof Figures)[];

/** Of an offer whose time may have passed without an event that says so yet. */
const isWaiting = (status: string): boolean => status === 'live' || status === 'countered' || status === 'accepted';

const described = memo<Rights, string>();

/** Recorded rights never change, and are compared again and again. */
function rightsInWords(rights: Rights): string {
  const known = described.get(rights);
  if (known !== undefined) return known;
  const words = describeRights(rights);
  described.set(rights, words);
  return words;
}

/** What an offer is called at a moment: that its time has passed shows, also before an event says so. */
const offerStatus = (offer: Offer, at: At): string =>
  isOpen(offer, at) || isReserved(offer, at) || !isWaiting(offer.status) ? offer.status : 'lapsed';

/** Whether the terms on the table, below take, are approved. */
function approvalOf({ approval, approvalRequest, ladder }: Offer): string | null {
  const rung = ladder.at(-1)?.eventId;
  if (approval !== null && approval.rung === rung) return 'given';
  return approvalRequest !== null && approvalRequest.rung === rung ? 'asked for' : null;
}

function offerFacts(offer: Offer, at: At): readonly Fact[] {
  const { offerId: id, buyer, status, terms, rights, expiresAt, reservedUntil } = offer;
  const detail = { id, isDetail: true };
  return [
    { what: `offer of ${buyer}`, id, value: offerStatus(offer, at) },
    { ...detail, what: `price of the offer of ${buyer}`, value: headline(terms) },
    { ...detail, what: `rights of the offer of ${buyer}`, value: rightsInWords(rights) },
    { ...detail, what: `end of the offer of ${buyer}`, value: status === 'accepted' ? reservedUntil : expiresAt },
    { ...detail, what: `approval of the offer of ${buyer}`, value: approvalOf(offer) },
  ];
}

function dealFacts(deal: Deal, at: At): readonly Fact[] {
  const { dealId: id, buyer, terms, rights } = deal;
  const detail = { id, isDetail: true };
  return [
    { what: `deal of ${buyer}`, id, value: dealStatus(deal, at.day) },
    { ...detail, what: `price of the deal of ${buyer}`, value: headline(terms) },
    { ...detail, what: `rights of the deal of ${buyer}`, value: rightsInWords(rights) },
    { ...detail, what: `delivery to ${buyer}`, value: deal.deliveredOn },
  ];
}

/** What the dossier says beside phase, rights and money. */
const dossierFacts = (film: FilmState): readonly Fact[] =>
  Object.entries({
    title: film.isRegistered ? film.title : null,
    year: film.isRegistered ? film.year : null,
    directors: film.isRegistered ? film.directors.join(', ') : null,
    mandate: film.mandates.size === 0 ? null : mandateInWords(film, false),
    'lines of ask and take': film.estimates.length,
    selections: film.selections.length,
    screenings: film.screenings.length,
    ovations: film.ovations.length,
    reviews: film.reviews.length,
    awards: film.awards.length,
    'buyers interested': film.interests.length,
    passes: film.passes.length,
    talks: film.negotiations.length,
    'release dates': film.releaseDates.length,
    releases: film.releases.length,
    'open disputes': [...film.disputes.values()].filter(({ outcome }) => outcome === null).length,
    notes: film.notes.length,
  }).map(([what, value]) => ({ what, id: null, value }));

/** Facts that are compared, each by a key of its own: a buyer's name may be corrected. */
function factsOf(film: FilmState, at: At): ReadonlyMap<string, Fact> {
  const figures = figuresOf(film, at);
  const groups: readonly (readonly Fact[])[] = [
    [
      { what: 'phase', id: null, value: film.isRegistered ? phaseOf(film, at).phase : null },
      { what: 'share', id: null, value: shareOf(film, at).acquired },
      ...MONEY.map((what) => ({ what, id: null, value: figures[what] })),
    ],
    ...[...film.offers.values()].map((offer) => offerFacts(offer, at)),
    ...[...film.deals.values()].map((deal) => dealFacts(deal, at)),
    dossierFacts(film),
  ];
  return new Map(
    groups.flatMap((facts) =>
      facts.map((fact, place) => [fact.id === null ? fact.what : `${fact.id} ${String(place)}`, fact] as const),
    ),
  );
}

/** A film, ready to be compared with what it is at another moment, or what is known of it then. */
export const compared = (film: FilmState, at: At): ComparedFilm => ({
  film,
  at,
  facts: factsOf(film, at),
  cells: matrixCells({ film, at }),
});

const areSame = <T>(a: Iterable<T>, b: Iterable<T>): boolean => {
  const [one, other] = [[...a], [...b]];
  return one.length === other.length && one.every((value, index) => value === other[index]);
};

/** Whether nothing that the matrix is made of is another: a fold keeps the objects that an event does not touch. */
const holdSame = (a: FilmState, b: FilmState): boolean =>
  a.withdrawn === b.withdrawn &&
  areSame(a.deals.values(), b.deals.values()) &&
  areSame(a.offers.values(), b.offers.values()) &&
  areSame(a.mandates.values(), b.mandates.values()) &&
  areSame(a.releases, b.releases);

/** The same of a film after one more event, where time alone has changed nothing since: most events leave the matrix as it was. */
export const comparedNext = (before: ComparedFilm, film: FilmState, at: At): ComparedFilm => ({
  film,
  at,
  facts: factsOf(film, at),
  cells: holdSame(before.film, film) ? before.cells : matrixCells({ film, at }),
});

/** Whether two things that are shown are the same. */
export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function stateDiffs({ facts: first }: ComparedFilm, { facts: second }: ComparedFilm): readonly StateDiff[] {
  return [...new Set([...first.keys(), ...second.keys()])].flatMap((key): StateDiff[] => {
    const [before, after] = [first.get(key), second.get(key)];
    const told = after ?? before;
    if (told === undefined || (told.isDetail === true && (before === undefined || after === undefined))) return [];
    const [was, is] = [before?.value ?? null, after?.value ?? null];
    return isSame(was, is) ? [] : [{ what: told.what, id: told.id, before: was, after: is }];
  });
}

/** What is another of a film; of its matrix, from the later day on. Pure. */
export const changesBetween = (first: ComparedFilm, second: ComparedFilm): FilmChanges => ({
  state: stateDiffs(first, second),
  cells: cellChanges(first.cells, second.cells, first.at.day > second.at.day ? first.at.day : second.at.day),
});

/** Whether nothing at all is another. */
export const isNothing = ({ state, cells }: FilmChanges): boolean => state.length === 0 && cells.length === 0;
