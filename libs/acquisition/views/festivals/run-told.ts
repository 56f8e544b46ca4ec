import type { FestivalRun } from '#acquisition/domain';
import type { Ovations, Told } from '../told';

/** What happened to a film at one edition of a festival, and how long buyers took from its first screening there. */
export interface RunTold extends Pick<FestivalRun, 'firstScreeningOn' | 'daysToFirstOffer' | 'daysToFirstDeal'> {
  readonly selections: readonly Told[];
  readonly screenings: readonly Told[];
  readonly ovations: Ovations;
  readonly awards: readonly Told[];
}
