import { describeSource, describeWindow } from '#acquisition/domain';
import type { FilmAvails, FreeFilm } from '#acquisition/views';
import { bold, dim } from './style';
import { table } from './table';
import { count } from './words';

/** Blocks that one table shows; the rest is counted. */
const MOST_BLOCKS = 60;

const languagesOf = ({ languages, exceptLanguages = [] }: FilmAvails['blocks'][number]): string =>
  languages === null ? exceptLanguages.map((code) => `not ${code}`).join(', ') : languages.join(', ');

/** The avails of one film for people. */
export function filmAvailsInWords({ title, year, summary, day, blocks, mandate, warnings }: FilmAvails): string {
  const rows = blocks
    .slice(0, MOST_BLOCKS)
    .map((block) => [
      block.isFree ? 'free' : 'not free',
      [block.territories, languagesOf(block)].filter((part) => part !== '').join(', in '),
      block.media,
      describeWindow({ from: block.window.from === day ? null : block.window.from, to: block.window.to }),
      block.why,
      block.sources.map(describeSource).join('; '),
    ]);
  const rest = blocks.length - MOST_BLOCKS;
  return [
    `${bold(title)} (${String(year)}), as of ${day}`,
    '',
    bold(`${summary}.`),
    '',
    table(['', 'territories', 'media', 'days', 'why', 'on whose word'], rows) +
      (rest > 0 ? `\nand ${String(rest)} more` : ''),
    dim(mandate.isAssumed ? mandate.words : `mandate: ${mandate.words}`),
    ...warnings,
  ].join('\n');
}

/** Films that are free for people. @param asked in the trade's words. */
export function freeFilmsInWords(films: readonly FreeFilm[], asked: string): string {
  const note = dim('mandate: assumed worldwide, all rights where none is recorded');
  const found = `${count(films.length, 'film')} for ${asked}.`;
  if (films.length === 0) return found;
  const rows = films.map(({ title, year, free, isMandateAssumed, warnings }) => [
    title,
    String(year),
    free,
    isMandateAssumed ? 'assumed' : 'recorded',
    warnings.join('; '),
  ]);
  return `${table(['film', 'year', 'free', 'mandate', 'may be sold already'], rows)}\n${found} ${note}`;
}
