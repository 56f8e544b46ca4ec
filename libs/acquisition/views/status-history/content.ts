import { hash } from 'node:crypto';
import type { SlateContent, SlateRow } from '../slate/slate-row';
import { searchOf } from '../slate/slate-row';

/** What a film and its buyers are called. It stays the same while other things change, and is long where there are many deals. */
type Names = readonly [slug: string, title: string, year: number, directors: string, buyers: string];

/** What else the slate says of a film. */
type Standing = readonly [
  phase: string,
  phaseRule: number,
  phaseWords: string,
  phaseUntil: string | null,
  share: number,
  liveOffers: number,
  reservations: number,
  liveDeals: number,
  unresolvedDeals: number,
  leastMinutes: number | null,
  mostMinutes: number | null,
  figures: string,
];

/** What a film and its buyers are called, as text: values without their names. */
export const namesOf = ({ slug, title, year, directors, buyers }: SlateContent): string =>
  JSON.stringify([slug, title, year, directors, buyers] satisfies Names);

/** What else the slate says of a film, as text: values without their names. */
export const standingOf = (content: SlateContent): string =>
  JSON.stringify([
    content.phase,
    content.phase_rule,
    content.phase_words,
    content.phase_until,
    content.share,
    content.live_offers,
    content.reservations,
    content.live_deals,
    content.unresolved_deals,
    content.least_minutes,
    content.most_minutes,
    content.figures,
  ] satisfies Standing);

/** Characters of a digest, six bits each: enough that nobody makes two contents of one. */
const DIGEST_LENGTH = 22;

/** By what equal texts are known, so that each is stored once. */
export const digestOf = (text: string): string => hash('sha256', text, 'base64url').slice(0, DIGEST_LENGTH);

/** The row again, with what is told apart from it. Many are made for a page: each field is put in its place, nothing is copied twice. */
export function rowOf(
  { names, standing }: { readonly names: string; readonly standing: string },
  known: Omit<SlateRow, keyof SlateContent | 'search' | 'position'>,
): SlateRow {
  const [slug, title, year, directors, buyers] = JSON.parse(names) as Names;
  const stands = JSON.parse(standing) as Standing;
  return {
    slug,
    title,
    year,
    directors,
    buyers,
    phase: stands[0],
    phase_rule: stands[1],
    phase_words: stands[2],
    phase_until: stands[3],
    share: stands[4],
    live_offers: stands[5],
    reservations: stands[6],
    live_deals: stands[7],
    unresolved_deals: stands[8],
    least_minutes: stands[9],
    most_minutes: stands[10],
    figures: stands[11],
    film_id: known.film_id,
    title_key: known.title_key,
    holds_until: known.holds_until,
    last_occurred_on: known.last_occurred_on,
    last_recorded_at: known.last_recorded_at,
    revision: known.revision,
    // Most who ask for rows look for nothing in them, and to fold its accents takes longer than all the rest of a row.
    get search() {
      return searchOf(title, JSON.parse(directors) as string[], JSON.parse(buyers) as string[]);
    },
    position: '',
  };
}
