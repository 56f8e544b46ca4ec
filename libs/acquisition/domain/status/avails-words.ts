import type { FilmState } from '../film';
import type { Mask, Region } from '../rights';
import { describe, describePlace, describeWindow } from '../rights';
import type { Day } from '../time';
import { describeOccurredAt } from '../time';
import { opened } from './holdings';
import type { StatusBlock } from './matrix';
import type { CellStatus, StatusPart } from './parts';

/** Blocks that a summary names before it counts the rest. */
const MOST_NAMED = 3;

/** Cells that share one status for one cause, in one window. */
export interface Cells {
  readonly part: StatusPart;
  readonly block: StatusBlock;
  /** The same block, in bits. */
  readonly mask: Mask;
  readonly isFree: boolean;
}

const joined = (words: readonly string[]): string => {
  const all = [...new Set(words)];
  const [named, rest] = [all.slice(0, MOST_NAMED), all.length - MOST_NAMED];
  return rest > 0 ? `${named.join('; ')}; and ${String(rest)} more` : named.join(' and ');
};

/** What is the matter with cells, in a few words: `committed to Mubi`. Empty for what is simply available. */
export function whyOf(film: FilmState, { status, cause }: StatusPart): string {
  const buyer = cause.buyer ?? '';
  const words: Readonly<Record<CellStatus, () => string>> = {
    licensed: () => `licensed to ${buyer}`,
    committed: () => `committed to ${buyer}`,
    reserved: () => {
      const until = film.offers.get(cause.offerId ?? '')?.reservedUntil ?? null;
      const ends = until === null ? '' : ` (until ${describeOccurredAt({ on: until, precision: 'instant' })})`;
      return `reserved by ${buyer}${ends}`;
    },
    'held back': () => `held back by the deal of ${buyer}`,
    'not controlled': () => 'not under the mandate',
    expired: () => 'no longer under a mandate',
    'under offer': () => `under offer from ${buyer}`,
    available: () => '',
  };
  return words[status]();
}

const spaced = (...words: readonly string[]): string => words.filter((word) => word !== '').join(' ');

/** The window of cells; that it begins with the day asked about goes without saying. */
const windowWords = ({ window }: Mask, today: Day): string =>
  describeWindow({ from: window.from === today ? null : window.from, to: window.to });

/** Cells that could be the same right at another time. */
const overlaps = (a: Mask, b: Mask): boolean => (a.countries & b.countries) !== 0n && (a.media & b.media) !== 0n;

/** Cells in a sentence: `Benelux, SVOD: free from 1 January 2027; until then committed to Mubi`. */
export function sentenceOf(film: FilmState, cells: Cells, all: readonly Cells[], today: Day): string {
  const { part, mask, isFree } = cells;
  const { from, to } = mask.window;
  const why = whyOf(film, part);
  const place = describePlace(mask);
  if (!isFree)
    return `${place}: ${spaced(film.withdrawn === null ? why : 'withdrawn from sale', windowWords(mask, today))}`;
  const others = (isNext: (window: Mask['window']) => boolean): string =>
    joined(
      all
        .filter((other) => !other.isFree && isNext(other.mask.window) && overlaps(other.mask, mask))
        .map((other) => whyOf(film, other.part)),
    );
  const before = from === null ? '' : others((window) => window.to === from);
  const after = to === null ? '' : others((window) => window.from === to);
  return [
    `${place}: ${spaced('free', windowWords(mask, today))}`,
    ...(before === '' ? [] : [`until then ${before}`]),
    ...(after === '' ? [] : [`then ${after}`]),
    ...(why === '' ? [] : [why]),
  ].join('; ');
}

/** One sentence for all that was asked. */
export function summaryOf(film: FilmState, asked: Region, all: readonly Cells[], today: Day): string {
  const place = describe(opened(asked, today));
  if (film.withdrawn !== null) return `${place}: not free; ${film.title} is withdrawn from sale`;
  const free = all.filter(({ isFree }) => isFree);
  const whys = (cells: readonly Cells[]): string =>
    joined(cells.map(({ part }) => whyOf(film, part)).filter((w) => w !== ''));
  const [first] = free;
  if (first === undefined) return `${place}: not free; ${whys(all)}`;
  if (free.length === all.length) return [`${place}: free`, whys(free)].filter((words) => words !== '').join('; ');
  if (all.every(({ mask }) => describePlace(mask) === describePlace(first.mask)) && free.length === 1)
    return sentenceOf(film, first, all, today);
  const parts = joined(
    free.map(({ mask }) => [describePlace(mask), windowWords(mask, today)].filter((w) => w !== '').join(', ')),
  );
  return `${place}: partly free (${parts}); the rest ${whys(all.filter(({ isFree }) => !isFree))}`;
}
