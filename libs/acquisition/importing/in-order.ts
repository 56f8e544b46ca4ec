import { firstDay, utcDay } from '#acquisition/domain';
import type { ToldRow } from './told';

/** Rows in order of occurrence: by the first day each can have happened, then by date, then as the file has them. */
export function inOrder<Row extends ToldRow>(rows: readonly Row[]): readonly Row[] {
  const key = ({ occurredAt }: Row): string => `${firstDay(occurredAt, utcDay)} ${occurredAt.on}`;
  const keyed = rows.map((row) => ({ row, key: key(row) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ row }) => row);
}
