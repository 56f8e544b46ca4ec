/** A moment in UTC as a part of a file's name, to the millisecond: `20250907T030000000Z`. Default: this one. */
export const timeInName = (at = new Date()): string => at.toISOString().replace(/[-:.]/g, '');

/** The moment (ISO 8601) that such a part of a name tells; undefined where it tells none. */
export function momentInName(part: string): string | undefined {
  const moment = new Date(part.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/, '$1-$2-$3T$4:$5:$6.$7Z'));
  // A day that no month has is taken for one of the next month.
  return !Number.isNaN(moment.getTime()) && timeInName(moment) === part ? moment.toISOString() : undefined;
}
