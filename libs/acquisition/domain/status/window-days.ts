import type { Deal, FilmState } from '../film';
import { memo } from '../memo';
import type { Rights } from '../rights';
import type { Day } from '../time';
import { addDays } from '../time';
import { firstRelease, lastsUntil } from './holdings';

/** Days on which something of a deal or mandate begins or ends, and how many days after the first release. */
interface Endings {
  readonly days: readonly Day[];
  readonly afterRelease: readonly number[];
}

const endings = memo<object, Endings>();

function readEndings(told: readonly (Day | null)[], rights: readonly Rights[]): Endings {
  const days = new Set(told);
  const afterRelease = new Set<number>();
  for (const { blocks, holdbacks = [] } of rights) {
    for (const { window } of blocks) days.add(window.from).add(window.to);
    for (const { until } of holdbacks)
      if ('day' in until) days.add(until.day);
      else afterRelease.add(until.daysAfterFirstRelease);
  }
  return { days: [...days].filter((day) => day !== null), afterRelease: [...afterRelease] };
}

/** What is read off a deal or mandate is remembered by it: it never changes. */
function remembered(one: object, read: () => Endings): Endings {
  const known = endings.get(one);
  if (known !== undefined) return known;
  const fresh = read();
  endings.set(one, fresh);
  return fresh;
}

/** Its windows and holdbacks, those of every step, and the days on which it was granted or taken back. */
const endingsOf = (deal: Deal): Endings =>
  remembered(deal, () =>
    readEndings(
      deal.steps.map(({ on }) => on),
      [deal.rights, ...deal.steps.flatMap(({ rights }) => rights ?? [])],
    ),
  );

/** A day on which something begins or ends, as long as any of the deals that name it lasts. `null`: always. */
interface WindowDay {
  readonly day: Day;
  readonly until: Day | null;
}

interface Known extends Pick<FilmState, 'mandates'> {
  readonly released: Day | null;
  readonly days: readonly WindowDay[];
}

const known = memo<FilmState['deals'], Known>();

function readDays({ deals, mandates }: FilmState, released: Day | null): readonly WindowDay[] {
  const found = new Map<Day, Day | null>();
  const add = ({ days, afterRelease }: Endings, until: Day | null): void => {
    const after = released === null ? [] : afterRelease.map((count) => addDays(released, count));
    for (const day of [...days, ...after]) {
      const before = found.get(day);
      const isLonger = before === undefined || (before !== null && (until === null || until > before));
      if (isLonger) found.set(day, until);
    }
  };
  for (const deal of deals.values()) add(endingsOf(deal), lastsUntil(deal));
  for (const mandate of mandates.values())
    add(
      remembered(mandate, () => readEndings([mandate.endedOn], [mandate.rights])),
      null,
    );
  return [...found].map(([day, until]) => ({ day, until })).sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** In order. Remembered by the deals, for the mandates and the release that they were read with last. */
function windowDays(film: FilmState): readonly WindowDay[] {
  const released = firstRelease(film);
  const before = known.get(film.deals);
  if (before?.mandates === film.mandates && before.released === released) return before.days;
  const days = readDays(film, released);
  known.set(film.deals, { mandates: film.mandates, released, days });
  return days;
}

/**
 * The next day after `day` on which what deals that last hold, mandates and holdbacks begin or end: their windows, and the
 * days on which they were granted, taken back or ended.
 */
export function nextWindowDay(film: FilmState, day: Day): Day | null {
  const days = windowDays(film);
  let [first, beyond] = [0, days.length];
  while (first < beyond) {
    const middle = (first + beyond) >> 1;
    if ((days[middle]?.day ?? day) > day) beyond = middle;
    else first = middle + 1;
  }
  for (let at = first; at < days.length; at += 1) {
    const next = days[at];
    if (next !== undefined && (next.until === null || next.until > day)) return next.day;
  }
  return null;
}
