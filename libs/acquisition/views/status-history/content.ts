import { searchKey } from '../search';
import type { SlateRow } from '../slate/slate-row';
import { titleSortKey } from '../slate/slate-row';

/** What is told apart from a row of the slate, or follows from the rest of it. */
const APART = [
  'film_id',
  'title_key',
  'last_occurred_on',
  'search',
  'last_recorded_at',
  'revision',
  'position',
  'holds_until',
] as const satisfies readonly (keyof SlateRow)[];

type Content = Omit<SlateRow, (typeof APART)[number]>;

/** A row of the slate as text. */
export const contentOf = (row: SlateRow): string =>
  JSON.stringify({ ...row, ...Object.fromEntries(APART.map((column) => [column, undefined])) });

/** The row again, with what is told apart from it. */
export function rowOf(
  text: string,
  known: Omit<SlateRow, keyof Content | 'title_key' | 'search' | 'position'>,
): SlateRow {
  const content = JSON.parse(text) as Content;
  const { title, directors, buyers } = content;
  const named = [title, ...(JSON.parse(directors) as string[]), ...(JSON.parse(buyers) as string[])];
  return {
    ...content,
    ...known,
    title_key: titleSortKey(title),
    search: searchKey(named.join(' ')),
    position: '',
  };
}
