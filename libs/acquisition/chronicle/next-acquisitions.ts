import type { OccurredAt } from '#acquisition/domain';
import type { ChronicleRow } from './chronicle';

/** For each row of a film in order, when the film was acquired next. */
export function nextAcquisitions(rows: readonly ChronicleRow[]): readonly (OccurredAt | undefined)[] {
  let next: OccurredAt | undefined;
  return rows
    .toReversed()
    .map((row) => {
      const after = next;
      if (row.type === 'acquired') next = row.occurredAt;
      return after;
    })
    .reverse();
}
