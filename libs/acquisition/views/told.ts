import type { Correction, FilmEvent, FilmEventOf, FilmState, OccurredAt } from '#acquisition/domain';
import { correctionsOf } from '#acquisition/domain';

/** An entry of the film's reception, with what it says and whether it stands as it was recorded. */
export interface Told {
  readonly eventId: string;
  readonly occurredAt: OccurredAt;
  readonly isCorrected: boolean;
  /** What was put right of it, by whom, and what it said before. */
  readonly corrections: readonly Correction[];
  readonly [field: string]: unknown;
}

/** Ovations, each as reported: "9 to 13 min". */
export interface Ovations {
  readonly reports: readonly Told[];
  readonly leastMinutes: number | null;
  readonly mostMinutes: number | null;
}

/** Entries of a film as they are shown. */
export function toldOf({ history, amendments }: FilmState): (events: readonly FilmEvent[]) => readonly Told[] {
  const recorded = new Map(amendments.size === 0 ? [] : history.map((event) => [event.id, event]));
  return (events) =>
    events.map(({ id, occurredAt, data }) => ({
      ...data,
      eventId: id,
      occurredAt,
      isCorrected: amendments.get(id)?.kind === 'corrected',
      corrections: correctionsOf([id], recorded, amendments),
    }));
}

export function ovationsOf(film: FilmState, ovations: readonly FilmEventOf<'OvationReceived'>[]): Ovations {
  const minutes = ovations.flatMap(({ data }) => (data.minutes === null ? [] : [data.minutes]));
  return {
    reports: toldOf(film)(ovations),
    leastMinutes: minutes.length === 0 ? null : Math.min(...minutes),
    mostMinutes: minutes.length === 0 ? null : Math.max(...minutes),
  };
}
