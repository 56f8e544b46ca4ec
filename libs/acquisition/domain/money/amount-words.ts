import type { Amount, Currency } from './amount';
import { exponentOf, isCurrency } from './currency';
import { shiftDecimal } from './decimal';
import { fromMajor } from './exact';
import { MARK_PATTERN, currencyOfMark } from './money-marks';

/** How far "around", "just under" and "just over" reach, in percent of the sum that is named. */
export const APPROXIMATELY_PERCENT = 10;

/** More characters than this are an article, not a price, and not read. */
export const LONGEST_PRICE_WORDS = 2000;

interface Bounds {
  readonly currency: Currency;
  readonly minMinor: number | null;
  readonly maxMinor: number | null;
}

type Reach = 'exactly' | 'around' | 'just under' | 'just over' | 'above' | 'below';

const REACHES: readonly (readonly [Exclude<Reach, 'exactly'>, string])[] = [
  ['just under', 'just (?:under|below|shy of)|nearly|almost|shy of|slightly (?:under|below|less than)'],
  ['just over', 'just (?:over|above|north of)|(?:slightly|a little) (?:over|above|more than)'],
  ['around', 'around|about|approximately|approx\\.?|roughly|circa|ca\\.|near|close to|in the region of|some|~|≈'],
  ['below', 'no more than|at most|up to|as much as|under|below|less than|south of'],
  ['above', 'north of|more than|over|above|at least|no less than|upwards? of|in excess of'],
];
const SCALES: Readonly<Record<string, number>> = {
  k: 3,
  thousand: 3,
  m: 6,
  mm: 6,
  mn: 6,
  mil: 6,
  mio: 6,
  million: 6,
  bn: 9,
  billion: 9,
};
const FIGURES: Readonly<Record<string, number>> = { five: 5, six: 6, seven: 7, eight: 8, nine: 9 };
/** First and last leading digit (in steps of one) of the low, middle and high part of a number of figures. */
const PARTS: Readonly<Record<string, readonly [number, number]>> = { low: [1, 4], mid: [4, 7], high: [7, 10] };

const SUM_PATTERN = (() => {
  const mark = `(?:${MARK_PATTERN})`;
  const number = String.raw`(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d]|[.,]\d)`;
  const scale = String.raw`(?i:[\s-]?(?<scaleN>${Object.keys(SCALES)
    .sort((a, b) => b.length - a.length)
    .join('|')})\b)`;
  const one = (n: string): string =>
    `(?<before${n}>${mark})?\\s*(?<number${n}>${number})${scale.replace('scaleN', `scale${n}`)}?\\s*(?<after${n}>${mark})?`;
  const reach = REACHES.map(([, words]) => words).join('|');
  return new RegExp(
    String.raw`(?:(?<reach>(?i:${reach}))\s*)?(?:(?i:between|from)\s+)?${one('1')}` +
      String.raw`(?:\s*(?:-|–|—|\bto\b|\band\b)\s*${one('2')})?(?<more>\s*(?:\+|-plus\b|or (?:more|so)\b))?`,
    'gu',
  );
})();

const FIGURES_PATTERN =
  /\b(?:(low|mid|high)(?:dle)?[\s-]*(?:(?:to|\/)[\s-]*(low|mid|high)(?:dle)?[\s-]*)?)?(five|six|seven|eight|nine|[5-9])[\s-]*figures?\b/giu;

/** Words that make a sum something else than what is paid for the rights, or only a part of it. */
const OTHER_MEANING =
  /\b(?:plus|bonus|bonuses|bumps?|p&a|budget|not|no|never|per|each|box[ -]office|gross|grossed|grossing|back[ -]?end|minus|net|deferred|percent|denied)\b|[+%]/iu;

function reachOf(words: string | undefined, more: string | undefined): Reach {
  if (more !== undefined) return more.includes('so') ? 'around' : 'above';
  if (words === undefined) return 'exactly';
  return REACHES.find(([, pattern]) => new RegExp(`^(?:${pattern})$`, 'iu').test(words))?.[0] ?? 'exactly';
}

function reaching(low: number, high: number, reach: Reach): readonly [number | null, number | null] {
  const down = low - Math.round((low / 100) * APPROXIMATELY_PERCENT);
  const up = high + Math.round((high / 100) * APPROXIMATELY_PERCENT);
  switch (reach) {
    case 'exactly':
      return [low, high];
    case 'around':
      return [down, up];
    case 'just under':
      return [down, high];
    case 'just over':
      return [low, up];
    case 'above':
      return [low, null];
    case 'below':
      return [null, high];
  }
}

/** `null`: there is a sum, but it cannot be told which. */
function readSum(found: RegExpMatchArray, asked: Currency | undefined): Bounds | null {
  const part = (name: string): string | undefined => found.groups?.[name];
  const marks = ['before1', 'after1', 'before2', 'after2'].map(part).filter((mark) => mark !== undefined);
  const currencies = new Set(marks.map((mark) => currencyOfMark(mark, asked)));
  const [currency] = marks.length === 0 ? [asked] : currencies;
  if (currency === undefined || currencies.size > 1) return null;
  const [scale1, scale2] = [part('scale1')?.toLowerCase(), part('scale2')?.toLowerCase()];
  const shift = (scale: string | undefined): number => exponentOf(currency) + (SCALES[scale ?? ''] ?? 0);
  const low = shiftDecimal(part('number1') ?? '', shift(scale1 ?? scale2));
  const number2 = part('number2');
  const high = number2 === undefined ? low : shiftDecimal(number2, shift(scale2 ?? scale1));
  if (low === undefined || high === undefined || low > high) return null;
  const [minMinor, maxMinor] = reaching(low, high, reachOf(part('reach'), part('more')));
  return { currency, minMinor, maxMinor };
}

function readFigures(found: RegExpMatchArray, currency: Currency | undefined): Bounds | null {
  if (currency === undefined) return null;
  const [, from = 'low', to = found[1] ?? 'high', figures = ''] = found;
  const unit = 10 ** ((FIGURES[figures.toLowerCase()] ?? Number(figures)) - 1);
  const minor = 10 ** exponentOf(currency);
  const [first] = PARTS[from.toLowerCase()] ?? [1];
  const [, last] = PARTS[to.toLowerCase()] ?? [1, 10];
  return { currency, minMinor: first * unit * minor, maxMinor: (last * unit - 1) * minor };
}

/** What one report says: `undefined` when it speaks of no sum, `null` when it does but not plainly. */
function readReport(report: string, asked: Currency | undefined): Bounds | null | undefined {
  const figures = [...report.matchAll(FIGURES_PATTERN)];
  const isSum = (found: RegExpMatchArray): boolean => {
    const { before1, after1, before2, after2, scale1, scale2 } = found.groups ?? {};
    return [before1, after1, before2, after2, asked === undefined ? undefined : (scale1 ?? scale2)].some(
      (mark) => mark !== undefined,
    );
  };
  const sums = [...report.matchAll(SUM_PATTERN)].filter(isSum);
  const found = [...figures, ...sums];
  const [one] = found;
  if (one === undefined) return /\d/.test(report) ? null : undefined;
  const rest = report.replace(one[0], ' ').replace(/\b(?:19|20)\d\d\b/g, ' ');
  if (found.length > 1 || /\d/.test(rest) || OTHER_MEANING.test(rest)) return null;
  if (figures.length === 0) return readSum(one, asked);
  const mark = new RegExp(MARK_PATTERN, 'u').exec(rest)?.[0];
  return readFigures(one, mark === undefined ? asked : currencyOfMark(mark, asked));
}

/**
 * Reads a price told in words; the words are kept with it. `currency` is that of the row or the outlet: without it, and
 * without a mark of money in the words, nothing is known. A bare `$` is USD unless `currency` is another dollar.
 *
 * The conventions are ours, and stated with the words beside every sum:
 * - low, mid and high of a number of figures are 1 to 3.99, 4 to 6.99 and 7 to 9.99 of the leading digit: "low seven
 *   figures" is 1,000,000 to 3,999,999;
 * - "around", "about", "near" a sum is 10 percent to either side; "just under", "nearly" 10 percent below; "just over",
 *   "just north of" 10 percent above; "over", "north of", "at least" is open above; "up to", "under" is open below;
 * - "reported" changes nothing: "reported $10 million" is exactly that, and the words say that it is a report;
 * - of several reports, separated by a semicolon or "or", the widest range holds;
 * - whatever says more than a sum ("plus bonuses", "of a $30 million budget") is unknown, with its words.
 */
export function amountFromWords(words: string, currency?: Currency): Amount {
  const asked = currency !== undefined && isCurrency(currency) ? currency : undefined;
  const unknown: Amount = words.trim() === '' ? { kind: 'unknown' } : { kind: 'unknown', words };
  if (words.length > LONGEST_PRICE_WORDS) return unknown;
  if (asked !== undefined && /^[\d.,]+$/.test(words.trim())) {
    const plain = fromMajor(words, asked);
    return plain.kind === 'exact' ? { ...plain, words } : unknown;
  }
  const reports = words.split(/;|\n|\bor\b(?!\s+(?:more|so)\b)/u).map((report) => readReport(report, asked));
  const read = reports.filter((bounds) => bounds !== undefined);
  const known = read.filter((bounds) => bounds !== null);
  const [first] = known;
  if (first === undefined || known.length < read.length || known.some((other) => other.currency !== first.currency)) {
    return unknown;
  }
  const mins = known.map(({ minMinor }) => minMinor).filter((minor) => minor !== null);
  const maxs = known.map(({ maxMinor }) => maxMinor).filter((minor) => minor !== null);
  const minMinor = mins.length < known.length ? null : Math.min(...mins);
  const maxMinor = maxs.length < known.length ? null : Math.max(...maxs);
  if (minMinor !== null && minMinor === maxMinor) {
    return { kind: 'exact', minor: minMinor, currency: first.currency, words };
  }
  return { kind: 'range', minMinor, maxMinor, currency: first.currency, words };
}
