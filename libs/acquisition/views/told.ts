import type { FilmEvent, FilmEventOf, FilmState, OccurredAt } from '#acquisition/domain';

/** An entry of the film's reception, with what it says and whether it stands as it was recorded. */
export interface Told {
  readonly eventId: string;
  readonly occurredAt: OccurredAt;
  readonly isCorrected: boolean;
  readonly [field: string]: unknown;
}

/** Ovations, each as reported: "9 to 13 min". */
export interface Ovations {
  readonly reports: readonly Told[];
  readonly leastMinutes: number | null;
  readonly mostMinutes: number | null;
}

/** Entries of a film as they are shown. */
export const toldOf =
  (film: FilmState) =>
  (events: readonly FilmEvent[]): readonly Told[] =>
    events.map(({ id, occurredAt, data }) => ({
      ...data,
      eventId: id,
      occurredAt,
      isCorrected: film.amendments.get(id)?.kind === 'corrected',
    }));

export function ovationsOf(film: FilmState, ovations: readonly FilmEventOf<'OvationReceived'>[]): Ovations {
  const minutes = ovations.flatMap(({ data }) => (data.minutes === null ? [] : [data.minutes]));
  return {
    reports: toldOf(film)(ovations),
    leastMinutes: minutes.length === 0 ? null : Math.min(...minutes),
    mostMinutes: minutes.length === 0 ? null : Math.max(...minutes),
  };
}
