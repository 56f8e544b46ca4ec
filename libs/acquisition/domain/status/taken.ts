import type { FilmState } from '../film';
import type { Region } from '../rights';
import { EVERYTHING, isEmpty, subtract } from '../rights';
import { mandateCover } from './holdings';
import type { At } from './moment';
import type { Lasting } from './obstacles';
import { lasts, obstaclesOf } from './obstacles';

/**
 * Whom something taken stands in the way of. 3: of every sale. 2: of an exclusive sale, and of calling it free, since
 * somebody holds it with others. 1: of an exclusive sale alone, since the mandate is non-exclusive.
 */
export type TakenLevel = 1 | 2 | 3;

/** A part of all rights in a film that is not free, and until when time alone leaves it so. */
export interface Taken extends Lasting {
  readonly region: Region;
  readonly level: TakenLevel;
}

/**
 * How free it must be. `true`: it could be sold exclusively; `false`: it could be sold beside others who hold it
 * non-exclusively; undefined: nobody holds it.
 */
export const levelOf = (exclusive: boolean | undefined): TakenLevel =>
  exclusive === undefined ? 2 : exclusive ? 1 : 3;

const FOR_EVER: Lasting = { untilInstant: null, untilDay: null };

/** No mandate covers more from one day to the next: what it covers is written in days. */
const ANY_DAY = '9999-12-31';

/**
 * Everything that is not free in a film, by the rules of conflicts: what a mandate does not cover, what deals hold or hold
 * back, what is reserved, and all of it once the film is withdrawn. Reads no moment, so that it can be kept and asked later.
 */
export function takenOf(film: FilmState): readonly Taken[] {
  if (film.withdrawn !== null) return [{ region: EVERYTHING, level: 3, ...FOR_EVER }];
  const mandate = mandateCover(film, ANY_DAY);
  const taken: readonly Taken[] = [
    { region: subtract(EVERYTHING, mandate.region), level: 3, ...FOR_EVER },
    { region: subtract(mandate.region, mandate.exclusive), level: 1, ...FOR_EVER },
    ...obstaclesOf(film).flatMap(({ takes, exclusively, untilInstant, untilDay }): Taken[] => [
      { region: exclusively, level: 3, untilInstant, untilDay },
      { region: subtract(takes, exclusively), level: 2, untilInstant, untilDay },
    ]),
  ];
  return taken.filter(({ region }) => !isEmpty(region));
}

/** What of a region is free at a moment. */
export const freeOf = (taken: readonly Taken[], asked: Region, at: At, exclusive?: boolean): Region =>
  taken
    .filter((one) => one.level >= levelOf(exclusive) && lasts(one, at))
    .reduce((free, { region }) => subtract(free, region), asked);
