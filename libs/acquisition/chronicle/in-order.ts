import type { OccurredAt } from '#acquisition/domain';
import { firstDay, utcDay } from '#acquisition/domain';
import type { ChronicleRow } from './chronicle';

/** Rows in order of occurrence: by the first day each can have happened, then by date, then as the file has them. */
export function inOrder(rows: readonly ChronicleRow[]): readonly ChronicleRow[] {
  const key = ({ occurredAt }: ChronicleRow): string => `${firstDay(occurredAt, utcDay)} ${occurredAt.on}`;
  const keyed = rows.map((row) => ({ row, key: key(row) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ row }) => row);
}

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
