import { addDays, describeDay } from '../time';
import { describeCountries } from './describe-territories';
import { type DaySet, windowsOf } from './day-set';
import type { Window } from './block';
import { type LanguageSet, describeLanguages } from './language-set';
import { describeMediaBits } from './media';
import type { Mask, Region } from './region';

/** A window with its last day, not the day after: `1 January 2026 to 31 December 2030`; empty when open at both ends. */
export function describeWindow({ from, to }: Window): string {
  const last = to === null ? null : addDays(to, -1);
  if (from === null) return last === null ? '' : `until ${describeDay(last)}`;
  if (last === null) return `from ${describeDay(from)}`;
  return from === last ? `on ${describeDay(from)}` : `${describeDay(from)} to ${describeDay(last)}`;
}

function describeDays(days: DaySet): string {
  return windowsOf(days).map(describeWindow).join(' and ');
}

const inWords = (...parts: readonly string[]): string => parts.filter((words) => words !== '').join(', ');

function spokenIn(languages: LanguageSet): string {
  const spoken = describeLanguages(languages);
  return spoken === '' ? '' : `in ${spoken}`;
}

/** Where and by which media, without the days: `Benelux, SVOD`, `Belgium, all rights, in French`. */
export const describePlace = ({ countries, media, languages }: Mask): string =>
  inWords(describeCountries(countries), describeMediaBits(media), spokenIn(languages));

/** Each part of a region in the trade's words; see `describe`. */
export function describeParts(region: Region): string[] {
  return region.flatMap(({ at: countries, then: inMedia }) =>
    inMedia.flatMap(({ at: media, then: inLanguages }) =>
      inLanguages.map(({ at: languages, then: days }) =>
        inWords(describeCountries(countries), describeMediaBits(media), describeDays(days), spokenIn(languages)),
      ),
    ),
  );
}

/**
 * A region in the trade's words, part by part: `Worldwide - Italy, all rights`,
 * `Benelux, SVOD, 1 January 2026 to 31 December 2030; France, all rights, in French`. Days given are the first and the last
 * one. `nothing` for the empty region; never throws.
 */
export function describe(region: Region): string {
  return describeParts(region).join('; ') || 'nothing';
}
