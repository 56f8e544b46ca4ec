import { hash } from 'node:crypto';
import type { SlateContent, SlateRow } from '../slate/slate-row';
import { searchOf, titleSortKey } from '../slate/slate-row';

/** What a film and its buyers are called. It stays the same while other things change, and is long where there are many deals. */
type Names = Pick<SlateContent, 'slug' | 'title' | 'year' | 'directors' | 'buyers'>;
type Standing = Omit<SlateContent, keyof Names>;

/** Columns in the order in which their values are written. */
const columnsOf = <Part>(named: Record<keyof Part, true>) => Object.keys(named) as (keyof Part)[];

const NAMES = columnsOf<Names>({ slug: true, title: true, year: true, directors: true, buyers: true });
const STANDING = columnsOf<Standing>({
  phase: true,
  phase_rule: true,
  phase_words: true,
  phase_until: true,
  share: true,
  live_offers: true,
  reservations: true,
  live_deals: true,
  unresolved_deals: true,
  least_minutes: true,
  most_minutes: true,
  figures: true,
});

/** Values without their names. */
const write = <Part>(columns: readonly (keyof Part)[], part: Part): string =>
  JSON.stringify(columns.map((column) => part[column]));

function read<Part>(columns: readonly (keyof Part)[], text: string): Part {
  const values = JSON.parse(text) as readonly unknown[];
  return Object.fromEntries(columns.map((column, at) => [column, values[at]])) as Part;
}

/** What a film and its buyers are called, as text. */
export const namesOf = (content: SlateContent): string => write(NAMES, content);

/** What else the slate says of a film, as text. */
export const standingOf = (content: SlateContent): string => write(STANDING, content);

/** Characters of a digest, six bits each: enough that nobody makes two contents of one. */
const DIGEST_LENGTH = 22;

/** By what equal texts are known, so that each is stored once. */
export const digestOf = (text: string): string => hash('sha256', text, 'base64url').slice(0, DIGEST_LENGTH);

/** The row again, with what is told apart from it. */
export function rowOf(
  { names, standing }: { readonly names: string; readonly standing: string },
  known: Omit<SlateRow, keyof SlateContent | 'title_key' | 'search' | 'position'>,
): SlateRow {
  const named = read(NAMES, names);
  const { title, directors, buyers } = named;
  return {
    ...named,
    ...read(STANDING, standing),
    ...known,
    title_key: titleSortKey(title),
    search: searchOf(title, JSON.parse(directors) as string[], JSON.parse(buyers) as string[]),
    position: '',
  };
}
