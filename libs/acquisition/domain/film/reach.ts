import type { FilmEvent } from '../events';
import type { Memo } from '../memo';
import { memo } from '../memo';
import type { Calendar, Day, Instant } from '../time';
import { firstDay } from '../time';
import { applyCorrections } from './corrections';
import type { FilmState } from './state';

/** How far the events of a film, as they should have been recorded, have come: the last day, and the last moment known of it. */
export interface Reach {
  readonly day: Day;
  /** Empty where no moment of that day is known. */
  readonly instant: Instant;
}

const NOWHERE: Reach = { day: '', instant: '' };

/** By the days that it is told in. What a film has reached is remembered by its history, which never changes. */
const reaches = new WeakMap<Calendar['dayOf'], Memo<FilmState['history'], Reach>>();

function reachesIn(dayOf: Calendar['dayOf']): Memo<FilmState['history'], Reach> {
  const known = reaches.get(dayOf);
  if (known !== undefined) return known;
  const fresh = memo<FilmState['history'], Reach>();
  reaches.set(dayOf, fresh);
  return fresh;
}

/** Where one event leads; undefined where it occurred before what was reached. */
function stepTo({ day: lastDay, instant: last }: Reach, event: FilmEvent, dayOf: Calendar['dayOf']): Reach | undefined {
  const { occurredAt } = event;
  const day = firstDay(occurredAt, dayOf);
  const instant = occurredAt.precision === 'instant' ? occurredAt.on : '';
  if (day > lastDay) return { day, instant };
  if (day < lastDay || (instant !== '' && instant < last)) return undefined;
  return instant === '' ? { day, instant: last } : { day, instant };
}

/** How far it is with `events` too; undefined unless they occurred in their own order, and after all that was reached. */
export function reachedWith(reach: Reach, events: readonly FilmEvent[], dayOf: Calendar['dayOf']): Reach | undefined {
  let reached: Reach | undefined = reach;
  for (const event of events) {
    reached = stepTo(reached, event, dayOf);
    if (reached === undefined) return undefined;
  }
  return reached;
}

/** How far a film has come, in days of a zone. */
export function reachOf({ history, amendments }: FilmState, dayOf: Calendar['dayOf']): Reach {
  const known = reachesIn(dayOf).get(history);
  if (known !== undefined) return known;
  const right = amendments.size === 0 ? history : applyCorrections(history).events;
  let reached = NOWHERE;
  for (const event of right) reached = furthest(reached, event, dayOf);
  reachesIn(dayOf).set(history, reached);
  return reached;
}

/** What occurred before what was reached leads no further. */
const furthest = (reach: Reach, event: FilmEvent, dayOf: Calendar['dayOf']): Reach =>
  stepTo(reach, event, dayOf) ?? reach;

export const rememberReach = ({ history }: FilmState, dayOf: Calendar['dayOf'], reach: Reach): void => {
  reachesIn(dayOf).set(history, reach);
};

/** From when on the last of what happened counts as having happened: no event of the film does so later. Empty before all. */
export function lastMoment(film: FilmState, { dayOf, beginOf }: Calendar): Instant {
  const { day, instant } = reachOf(film, dayOf);
  if (instant !== '' || day === '') return instant;
  return beginOf(day);
}
