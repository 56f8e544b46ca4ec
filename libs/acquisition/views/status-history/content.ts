import { hash } from 'node:crypto';
import type { SlateContent, SlateRow } from '../slate/slate-row';
import { searchOf } from '../slate/slate-row';

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
  const values = JSON.parse(text) as readonly Part[keyof Part][];
  const part: Partial<Part> = {};
  columns.forEach((column, at) => (part[column] = values[at]));
  return part as Part;
}

/** What a film and its buyers are called, as text. */
export const namesOf = (content: SlateContent): string => write<Names>(NAMES, content);

/** What else the slate says of a film, as text. */
export const standingOf = (content: SlateContent): string => write<Standing>(STANDING, content);

/** Characters of a digest, six bits each: enough that nobody makes two contents of one. */
const DIGEST_LENGTH = 22;

/** By what equal texts are known, so that each is stored once. */
export const digestOf = (text: string): string => hash('sha256', text, 'base64url').slice(0, DIGEST_LENGTH);

/** The row again, with what is told apart from it. */
export function rowOf(
  { names, standing }: { readonly names: string; readonly standing: string },
  known: Omit<SlateRow, keyof SlateContent | 'search' | 'position'>,
): SlateRow {
  const named = read<Names>(NAMES, names);
  return {
    ...named,
    ...read<Standing>(STANDING, standing),
    ...known,
    // Most who ask for rows look for nothing in them, and to fold its accents takes longer than all the rest of a row.
    get search() {
      const { title, directors, buyers } = named;
      return searchOf(title, JSON.parse(directors) as string[], JSON.parse(buyers) as string[]);
    },
    position: '',
  };
}
