import { hash } from 'node:crypto';
import type { SlateContent, SlateRow } from '../slate/slate-row';
import { searchOf, titleSortKey } from '../slate/slate-row';

/** In the order in which their values are written. */
const COLUMNS = Object.keys({
  slug: true,
  title: true,
  year: true,
  directors: true,
  phase: true,
  phase_rule: true,
  phase_words: true,
  phase_until: true,
  share: true,
  live_offers: true,
  reservations: true,
  live_deals: true,
  unresolved_deals: true,
  buyers: true,
  least_minutes: true,
  most_minutes: true,
  figures: true,
} satisfies Record<keyof SlateContent, true>) as readonly (keyof SlateContent)[];

/** What the slate says of a film as text: its values without their names. */
export const contentOf = (content: SlateContent): string => JSON.stringify(COLUMNS.map((column) => content[column]));

/** Characters of a digest, six bits each: enough that nobody makes two contents of one. */
const DIGEST_LENGTH = 22;

/** By what equal content of a film is known, so that it is stored once. */
export const digestOf = (content: string): string => hash('sha256', content, 'base64url').slice(0, DIGEST_LENGTH);

/** The row again, with what is told apart from it. */
export function rowOf(
  text: string,
  known: Omit<SlateRow, keyof SlateContent | 'title_key' | 'search' | 'position'>,
): SlateRow {
  const values = JSON.parse(text) as readonly unknown[];
  const content = Object.fromEntries(COLUMNS.map((column, at) => [column, values[at]])) as unknown as SlateContent;
  const { title, directors, buyers } = content;
  return {
    ...content,
    ...known,
    title_key: titleSortKey(title),
    search: searchOf(title, JSON.parse(directors) as string[], JSON.parse(buyers) as string[]),
    position: '',
  };
}
