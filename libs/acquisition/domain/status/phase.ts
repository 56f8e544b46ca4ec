import type { FilmState } from '../film';
import { memo } from '../memo';
import { isEmpty, overlap } from '../rights';
import type { Day, Instant } from '../time';
import { addDays, firstDay, utcDay } from '../time';
import { days, endedBy, heldBy, liveDeals, regionOfRights, standingOffers } from './holdings';
import type { At } from './moment';
import { shareOf } from './share';
import { nextWindowDay } from './window-days';

export const PHASES = [
  'registered',
  'selected',
  'awaiting acquisition',
  'offers in',
  'in negotiation',
  'reserved',
  'partly acquired',
  'acquired',
  'released',
  'withdrawn',
] as const;
export type Phase = (typeof PHASES)[number];

/** Why a film is in its phase: the rule that holds, in words, and the events that it rests on. */
export interface PhaseReason {
  /** Number of the first phase rule that holds, 1 to 9. */
  readonly rule: number;
  readonly words: string;
  readonly eventIds: readonly string[];
}

export interface PhaseOf {
  readonly phase: Phase;
  readonly reason: PhaseReason;
  /** When time alone may change the phase: an offer, a reservation or talks run out. `null`: only an event can. */
  readonly until: Instant | null;
}

const ids = (events: readonly { readonly id: string }[]): readonly string[] => events.map(({ id }) => id);

interface AcquiredRelease {
  readonly releaseId: string;
  readonly eventIds: readonly string[];
}

const acquiredReleases = memo<
  FilmState['deals'],
  { readonly releases: FilmState['releases']; readonly found: readonly AcquiredRelease[] }
>();

/** Releases of a right that a deal held on the day of the release. Unresolved words count: they may be that right. */
function releasesOfAcquiredRights({ releases, deals }: FilmState): readonly AcquiredRelease[] {
  if (releases.length === 0) return [];
  const known = acquiredReleases.get(deals);
  if (known?.releases === releases) return known.found;
  const found = releases.flatMap((release) => {
    const day = firstDay(release.occurredAt, utcDay);
    const released = [...deals.values()].filter((deal) => {
      if (endedBy(deal, day)) return false;
      const unresolved = deal.rights.unresolved.length > 0 || release.data.rights.unresolved.length > 0;
      return (
        unresolved || !isEmpty(overlap(overlap(heldBy(deal), days(day, null)), regionOfRights(release.data.rights)))
      );
    });
    return released.length === 0 ? [] : [{ releaseId: release.id, eventIds: released.map((deal) => deal.dealId) }];
  });
  acquiredReleases.set(deals, { releases, found });
  return found;
}

/** Exclusive talks that ended neither by the buyer's pass nor by its deal after them; by time they may have. */
export function standingTalks(film: FilmState) {
  return film.negotiations.filter(({ data, occurredAt }) => {
    if (!data.exclusive) return false;
    const began = firstDay(occurredAt, utcDay);
    const passed = film.passes.some(
      (pass) => pass.data.buyer === data.buyer && firstDay(pass.occurredAt, utcDay) >= began,
    );
    const bought = [...film.deals.values()].some((deal) => deal.buyer === data.buyer && deal.acquiredOn >= began);
    return !passed && !bought;
  });
}

const exclusiveTalks = (film: FilmState, at: At) =>
  standingTalks(film).filter(({ data: { until } }) => until === null || at.instant < until);

/** Where a day begins, in a reporting time zone. */
type BeginOf = (day: Day) => Instant;

/** Before that no day begins anywhere on Earth. */
const anywhere: BeginOf = (day) => `${addDays(day, -1)}T10:00:00.000Z`;

/** When the next window ends or begins. @param beginOf as in `nextChange`. */
function nextWindow(film: FilmState, at: At, beginOf: BeginOf): Instant | null {
  const day = nextWindowDay(film, at.day);
  return day === null ? null : beginOf(day);
}

const earliest = (instants: readonly (Instant | null)[]): Instant | null =>
  instants.reduce((first, next) => (next !== null && (first === null || next < first) ? next : first), null);

/**
 * When time alone changes something about a film next: an offer, a reservation, talks or a window end. `null`: only an event can.
 * @param beginOf where days begin. Default: at the earliest, wherever somebody looks.
 */
export function nextChange(film: FilmState, at: At, beginOf: BeginOf = anywhere): Instant | null {
  const { open, reserved } = standingOffers(film, at);
  return earliest([
    ...reserved.map((offer) => offer.reservedUntil),
    ...open.map((offer) => offer.expiresAt),
    ...exclusiveTalks(film, at).map(({ data }) => data.until),
    nextWindow(film, at, beginOf),
  ]);
}

/**
 * The one-word phase of a film at a moment: the first of nine rules that holds (docs/reference/phases.md). Ovations and
 * reviews never decide it: they are signal.
 */
export function phaseOf(film: FilmState, at: At): PhaseOf {
  const { open, reserved } = standingOffers(film, at);
  const countered = open.filter((offer) => offer.status === 'countered');
  const talks = exclusiveTalks(film, at);
  // Time undoes neither a withdrawal nor a release; what is sold outlasts offers and ends with its window.
  const untilOf = (rule: number): Instant | null => {
    if (rule <= 2) return null;
    return rule <= 4 ? nextWindow(film, at, anywhere) : nextChange(film, at);
  };
  const is = (phase: Phase, rule: number, words: string, eventIds: readonly string[]): PhaseOf => ({
    phase,
    reason: { rule, words, eventIds },
    until: untilOf(rule),
  });

  if (film.withdrawn !== null) return is('withdrawn', 1, 'withdrawn from sale and not reinstated', [film.withdrawn.id]);
  const released = releasesOfAcquiredRights(film);
  if (released.length > 0) {
    return is('released', 2, 'released under an acquired right', [
      ...new Set(released.flatMap(({ releaseId, eventIds }) => [releaseId, ...eventIds])),
    ]);
  }
  const deals = liveDeals(film, at.day);
  if (deals.length > 0) {
    const eventIds = deals.flatMap((deal) => deal.eventIds);
    return shareOf(film, at).isAll
      ? is('acquired', 3, 'everything under the mandate is committed or licensed', eventIds)
      : is('partly acquired', 4, 'something under the mandate is committed or licensed, not everything', eventIds);
  }
  if (reserved.length > 0) {
    return is(
      'reserved',
      5,
      'a verbal acceptance is live',
      reserved.flatMap((offer) => offer.eventIds),
    );
  }
  if (countered.length > 0 || talks.length > 0) {
    const eventIds = [...countered.flatMap((offer) => offer.eventIds), ...ids(talks)];
    return is('in negotiation', 6, countered.length > 0 ? 'a counter is open' : 'exclusive negotiation', eventIds);
  }
  if (open.length > 0)
    return is(
      'offers in',
      7,
      'an offer is live',
      open.flatMap((offer) => offer.eventIds),
    );
  if (film.screenings.length > 0) return is('awaiting acquisition', 8, 'screened and not sold', ids(film.screenings));
  if (film.selections.length > 0) return is('selected', 9, 'selected by a festival', ids(film.selections));
  return is(
    'registered',
    9,
    'neither selected nor screened, and nothing of it is on offer or sold',
    film.history.slice(0, 1).map(({ id }) => id),
  );
}
