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

/** The row again, and of which film it is, and what was recorded of it last. */
export function rowOf(
  text: string,
  known: Pick<SlateRow, 'film_id' | 'last_occurred_on' | 'last_recorded_at' | 'revision'>,
): SlateRow {
  const content = JSON.parse(text) as Content;
  const { title, directors, buyers } = content;
  const named = [title, ...(JSON.parse(directors) as string[]), ...(JSON.parse(buyers) as string[])];
  return {
    ...content,
    ...known,
    title_key: titleSortKey(title),
    search: searchKey(named.join(' ')),
    holds_until: null,
    position: '',
  };
}
