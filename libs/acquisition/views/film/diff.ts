import { Query } from '@nestjs/cqrs';
import type { FilmState, Figures, Phase, Total } from '#acquisition/domain';
import { dealStatus, figuresOf, filmAt, isOpen, isReserved, phaseOf, shareOf } from '#acquisition/domain';
import type { AskedMoment, ReadMoment } from '../asked-moment';
import { nowOf, readMoment } from '../asked-moment';
import { seeFilm } from '../film-events';
import type { QuerySources } from '../query-sources';
import type { Entry } from './history';
import { entriesOf } from './history';

export interface AskedDiff {
  /** Slug, id, or title and year. */
  readonly film: string;
  /** The two moments, each on both clocks. Default of all: now. */
  readonly from: AskedMoment;
  readonly to: AskedMoment;
}

/** What stands between two moments, or two states of knowledge of one moment. */
export interface EntryDiff {
  /** `new`: only the second has it. `changed`: they say it differently, as it was corrected. `gone`: only the first has it. */
  readonly change: 'new' | 'changed' | 'gone';
  /** As the second has it; a gone one as the first had it. */
  readonly entry: Entry;
  /** As the first had it; only of a changed one. */
  readonly before?: Entry;
}

/** A phase or status, a share, or sums by currency; `null`: there was none. */
export type StateValue = string | number | readonly Total[] | null;

/** Something about a film that is another at the two moments. */
export interface StateDiff {
  /** `phase`, `share`, `offered`, `reserved`, `committed`, or the offer or deal of a buyer. */
  readonly what: string;
  /** The offer or deal. */
  readonly id: string | null;
  readonly before: StateValue;
  readonly after: StateValue;
}

export interface FilmDiff {
  readonly film: { readonly filmId: string; readonly slug: string; readonly title: string };
  readonly from: { readonly asOf: string; readonly knownAt: string };
  readonly to: { readonly asOf: string; readonly knownAt: string };
  /** What happened or was learned, in the order of the log. */
  readonly entries: readonly EntryDiff[];
  /** What that made of the film. */
  readonly state: readonly StateDiff[];
}

/** What changed of a film between two moments. */
export class DiffQuery extends Query<FilmDiff> {
  constructor(readonly asked: AskedDiff) {
    super();
  }
}

interface Side {
  readonly moment: ReadMoment;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly state: ReadonlyMap<
    string,
    { readonly what: string; readonly id: string | null; readonly value: StateValue }
  >;
}

const MONEY = ['offered', 'reserved', 'committed'] as const satisfies readonly (keyof Figures)[];

/** What is compared of a film, each by a key of its own. */
function stateOf(film: FilmState, { at }: ReadMoment): Side['state'] {
  const phase: Phase | null = film.isRegistered ? phaseOf(film, at).phase : null;
  const figures = figuresOf(film, at);
  const facts = [
    { what: 'phase', id: null, value: phase },
    { what: 'share', id: null, value: shareOf(film, at).acquired },
    ...MONEY.map((what) => ({ what, id: null, value: figures[what] })),
    ...[...film.offers.values()].map((offer) => ({
      what: `offer of ${offer.buyer}`,
      id: offer.offerId,
      value: isOpen(offer, at) || isReserved(offer, at) || !isWaiting(offer.status) ? offer.status : 'lapsed',
    })),
    ...[...film.deals.values()].map((deal) => ({
      what: `deal of ${deal.buyer}`,
      id: deal.dealId,
      value: dealStatus(deal, at.day),
    })),
  ];
  return new Map(facts.map((fact) => [fact.id ?? fact.what, fact]));
}

/** Of an offer whose time may have passed without an event that says so yet. */
const isWaiting = (status: string): boolean => status === 'live' || status === 'countered' || status === 'accepted';

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function entryDiffs({ entries: first }: Side, { entries: second }: Side): readonly EntryDiff[] {
  const ids = [...new Set([...first.keys(), ...second.keys()])];
  const found = ids.flatMap((id): EntryDiff[] => {
    const [before, after] = [first.get(id), second.get(id)];
    if (after === undefined) return before === undefined ? [] : [{ change: 'gone', entry: before }];
    if (before === undefined) return [{ change: 'new', entry: after }];
    return isSame(before, after) ? [] : [{ change: 'changed', entry: after, before }];
  });
  return found.sort((a, b) => Number(BigInt(a.entry.revision) - BigInt(b.entry.revision)));
}

function stateDiffs({ state: first }: Side, { state: second }: Side): readonly StateDiff[] {
  return [...new Set([...first.keys(), ...second.keys()])].flatMap((key): StateDiff[] => {
    const [before, after] = [first.get(key), second.get(key)];
    const [was, is] = [before?.value ?? null, after?.value ?? null];
    return isSame(was, is)
      ? []
      : [{ what: (after ?? before)?.what ?? key, id: (after ?? before)?.id ?? null, before: was, after: is }];
  });
}

/**
 * What changed of a film between two moments, or between two states of knowledge of the same moment, event by event.
 * @throws Refused for a film that is not there and a moment that cannot be.
 */
export async function diff(sources: QuerySources, { film: reference, from, to }: AskedDiff): Promise<FilmDiff> {
  const { clock } = sources;
  const now = nowOf(clock);
  const { film } = await seeFilm(sources, reference, {});
  const sideOf = (asked: AskedMoment): Side => {
    const moment = readMoment(asked, clock) ?? { asOf: now.instant, knownAt: now.instant, at: now };
    const then = filmAt(film.filmId, film.history, moment, clock.dayOf);
    const entries = entriesOf(film.history, moment, clock.dayOf);
    return {
      moment,
      entries: new Map(entries.map((entry) => [entry.eventId, entry])),
      state: stateOf(then, moment),
    };
  };
  const [first, second] = [sideOf(from), sideOf(to)];
  const { filmId, slug, title } = film;
  const told = ({ moment: { asOf, knownAt } }: Side) => ({ asOf, knownAt });
  return {
    film: { filmId, slug, title },
    from: told(first),
    to: told(second),
    entries: entryDiffs(first, second),
    state: stateDiffs(first, second),
  };
}
