import type { FilmEvent, FilmEventOf } from '../events';
import type { FilmState } from '../film';
import { plain } from '../plain';
import type { Day } from '../time';
import { dayNumber, firstDay, utcDay } from '../time';

/** No festival lasts longer: an ovation later than that after a screening was given somewhere else. */
export const LONGEST_FESTIVAL_DAYS = 14;

/** What festivals are looked up by: capitals and accents do not matter. */
export const festivalKey = (name: string): string => plain(name).replace(/\s+/g, ' ').trim();

/** A film at one edition of a festival. */
export interface FestivalRun {
  /** As it was recorded first. */
  readonly festival: string;
  /** The edition. */
  readonly year: number;
  readonly selections: readonly FilmEventOf<'FilmSelected'>[];
  readonly screenings: readonly FilmEventOf<'FilmScreened'>[];
  readonly ovations: readonly FilmEventOf<'OvationReceived'>[];
  readonly awards: readonly FilmEventOf<'AwardWon'>[];
  readonly firstScreeningOn: Day | null;
  /** Days from the first screening there to the first offer and the first deal on or after it; `null` without both. */
  readonly daysToFirstOffer: number | null;
  readonly daysToFirstDeal: number | null;
}

interface At {
  readonly key: string;
  readonly year: number;
  readonly event: FilmEvent;
  readonly festival: string;
}

const dayOf = (event: FilmEvent): Day => firstDay(event.occurredAt, utcDay);
const yearOf = (event: FilmEvent): number => Number(dayOf(event).slice(0, 4));

const placed = (event: FilmEvent, festival: string, year = yearOf(event)): At => ({
  key: festivalKey(festival),
  year,
  event,
  festival,
});

const isSameVenue = (a: string | undefined, b: string | undefined): boolean => {
  if (a === undefined || b === undefined) return false;
  const [one, other] = [festivalKey(a), festivalKey(b)];
  return one.startsWith(other) || other.startsWith(one);
};

/** An ovation that names no festival was given at the screening in its venue that year, or at the last one just before it. */
function festivalOf(ovation: FilmEventOf<'OvationReceived'>, { screenings }: FilmState): string | undefined {
  if (ovation.data.festival !== undefined) return ovation.data.festival;
  const named = screenings.filter(({ data }) => data.festival !== undefined);
  const inVenue = named.find(
    (one) => yearOf(one) === yearOf(ovation) && isSameVenue(one.data.venue, ovation.data.venue),
  );
  const day = dayNumber(dayOf(ovation));
  const justBefore = named
    .filter((one) => dayNumber(dayOf(one)) <= day && day - dayNumber(dayOf(one)) <= LONGEST_FESTIVAL_DAYS)
    .sort((a, b) => dayNumber(dayOf(a)) - dayNumber(dayOf(b)))
    .at(-1);
  return (inVenue ?? justBefore)?.data.festival;
}

/** A selection is for the edition of its year, or, when nothing happened there then, for that of the next. */
function editionOf(selection: FilmEventOf<'FilmSelected'>, shown: readonly At[]): number {
  const [key, year] = [festivalKey(selection.data.festival), yearOf(selection)];
  const there = (edition: number) => shown.some((one) => one.key === key && one.year === edition);
  return !there(year) && there(year + 1) ? year + 1 : year;
}

function daysUntilFirst(from: Day | null, days: readonly Day[]): number | null {
  if (from === null) return null;
  const first = days.filter((day) => day >= from).sort()[0];
  return first === undefined ? null : dayNumber(first) - dayNumber(from);
}

const named = (event: FilmEventOf<'FilmScreened'> | FilmEventOf<'AwardWon'>): readonly At[] =>
  event.data.festival === undefined ? [] : [placed(event, event.data.festival)];

/** The festivals that a film was at, edition by edition, with what happened there and how long buyers took. Pure. */
export function festivalRuns(film: FilmState): readonly FestivalRun[] {
  const shown = [
    ...film.screenings.flatMap(named),
    ...film.ovations.flatMap((event) => {
      const festival = festivalOf(event, film);
      return festival === undefined ? [] : [placed(event, festival)];
    }),
    ...film.awards.flatMap(named),
  ];
  const selected = film.selections.map((event) => placed(event, event.data.festival, editionOf(event, shown)));
  const runs = new Map<string, At[]>();
  for (const one of [...selected, ...shown]) {
    const id = `${String(one.year)} ${one.key}`;
    runs.set(id, [...(runs.get(id) ?? []), one]);
  }
  return [...runs.values()].flatMap((there) => runOf(there, film));
}

function runOf(there: readonly At[], film: FilmState): readonly FestivalRun[] {
  const [first] = there;
  if (first === undefined) return [];
  const of = <T extends FilmEvent['type']>(type: T) =>
    there.flatMap(({ event }) => (event.type === type ? [event as FilmEventOf<T>] : []));
  const screenings = of('FilmScreened');
  const firstScreeningOn = screenings.map(dayOf).sort()[0] ?? null;
  const offered = [...film.offers.values()].map(({ madeOn }) => madeOn);
  const acquired = [...film.deals.values()].map(({ acquiredOn }) => acquiredOn);
  return [
    {
      festival: first.festival,
      year: first.year,
      selections: of('FilmSelected'),
      screenings,
      ovations: of('OvationReceived'),
      awards: of('AwardWon'),
      firstScreeningOn,
      daysToFirstOffer: daysUntilFirst(firstScreeningOn, offered),
      daysToFirstDeal: daysUntilFirst(firstScreeningOn, acquired),
    },
  ];
}
