import { addDays, describeDay, parseDay } from '../time';
import type { CountryCode, Holdback, HoldbackRequest } from './block';
import { describeTerritories } from './describe-territories';
import { type Field, type GrantProblem, inWords, readMedia, readTerritories } from './grant-fields';
import { describeMedia } from './media';
import type { GrantContext } from './territories';

/** A holdback longer than this many days after the first release is a slip of the keyboard. */
export const LONGEST_HOLDBACK_DAYS = 36_525;

type Until = Holdback['until'];

function readUntil(
  { untilDay, daysAfterFirstRelease: days }: HoldbackRequest,
  field: string,
): Field<Until | undefined> {
  const refuse = (name: string, message: string): Field<undefined> => ({
    value: undefined,
    unresolved: [],
    problems: [{ field: name === '' ? field : `${field}.${name}`, message }],
  });
  if (untilDay !== undefined && days !== undefined) {
    return refuse('', 'A holdback ends on a day or some days after the first release, not both.');
  }
  if (untilDay !== undefined) {
    return parseDay(untilDay) === undefined
      ? refuse('untilDay', `"${untilDay}" is not a day of the calendar; write it like 2026-01-31.`)
      : { value: { day: untilDay }, unresolved: [], problems: [] };
  }
  if (days === undefined)
    return refuse('', 'Say when the holdback ends: a day, or a number of days after the first release.');
  return Number.isInteger(days) && days > 0 && days <= LONGEST_HOLDBACK_DAYS
    ? { value: { daysAfterFirstRelease: days }, unresolved: [], problems: [] }
    : refuse(
        'daysAfterFirstRelease',
        `Give whole days, 1 to ${String(LONGEST_HOLDBACK_DAYS)}, after the first release.`,
      );
}

function wordsOf({ media, territories, untilDay, daysAfterFirstRelease: days }: HoldbackRequest): string {
  const until = untilDay ?? (days === undefined ? '' : `${String(days)} days after the first release`);
  const where = territories === undefined ? '' : `, ${inWords(territories)}`;
  return `holdback of ${inWords(media)}${where}${until === '' ? '' : ` until ${until}`}`;
}

/**
 * Reads the holdbacks of a grant; one that names no territories holds in all of `granted`. A holdback of which anything
 * is not understood is unresolved as a whole.
 */
export function readHoldbacks(
  requests: readonly HoldbackRequest[],
  granted: readonly CountryCode[],
  context: GrantContext,
): Field<Holdback[]> {
  const value: Holdback[] = [];
  const unresolved: string[] = [];
  const problems: GrantProblem[] = [];
  requests.forEach((request, index) => {
    const field = `holdbacks[${String(index)}]`;
    const media = readMedia(request.media, `${field}.media`);
    const until = readUntil(request, field);
    const territories =
      request.territories === undefined
        ? undefined
        : readTerritories(request.territories, context, `${field}.territories`);
    const found = [...media.problems, ...until.problems, ...(territories?.problems ?? [])];
    problems.push(...found);
    if (found.length > 0 || until.value === undefined) {
      unresolved.push(wordsOf(request));
      return;
    }
    const countries = territories?.value.flatMap((part) => part.countries) ?? granted;
    value.push({ territories: [...new Set(countries)].sort(), media: media.value, until: until.value });
  });
  return { value, unresolved, problems };
}

/** A holdback in the trade's words: `Italy, SVOD, held back until 31 December 2026`. The day given is the last one. */
export function describeHoldback({ territories, media, until }: Holdback): string {
  const end =
    'day' in until
      ? `until ${describeDay(addDays(until.day, -1))}`
      : `until ${String(until.daysAfterFirstRelease)} days after the first release`;
  return `${describeTerritories(territories)}, ${describeMedia(media)}, held back ${end}`;
}
