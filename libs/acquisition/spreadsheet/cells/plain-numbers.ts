/** Spaces as they stand between digits, the narrow and the unbreakable among them. */
const SPACES = /[\s\u00a0\u2009\u202f'’]/g;
const GROUPED_BY_SPACE = /^\d{1,3}(?:[\s\u00a0\u2009\u202f'’]\d{3})+(?:[.,]\d+)?$/;
const NUMBER = /\d(?:[\d.,'’\u00a0\u2009\u202f ]*\d)?/g;
const SCALE_BEHIND = /^\s?(?:k|thousand|m|mm|mn|mil|mio|million|bn|billion)\b/i;

const isGrouped = (text: string, separator: string): boolean =>
  text.split(separator).every((group, at) => (at === 0 ? /^\d{1,3}$/.test(group) : /^\d{3}$/.test(group)));

/** A number with a full stop before its fraction and nothing between its digits; undefined when it may be two numbers. */
function plainNumber(written: string, hasScale: boolean): string | undefined {
  const text = GROUPED_BY_SPACE.test(written) ? written.replace(SPACES, '') : written;
  const separators = Array.from(text.matchAll(/\D/g), ([separator]) => separator);
  const last = separators.at(-1);
  if (last === undefined) return text;
  if (separators.some((separator) => separator !== '.' && separator !== ',')) return undefined;
  const [first] = separators;
  const at = text.lastIndexOf(last);
  const [whole, fraction] = [text.slice(0, at), text.slice(at + 1)];
  if (first !== undefined && first !== last) {
    return separators.lastIndexOf(last) === separators.indexOf(last) && isGrouped(whole, first)
      ? `${whole.replaceAll(first, '')}.${fraction}`
      : undefined;
  }
  if (separators.length > 1) return isGrouped(text, last) ? text.replaceAll(last, '') : undefined;
  if (fraction.length !== 3) return `${whole}.${fraction}`;
  // 75,000 is grouped wherever English is written; 1.250 and 1,250 million may be either.
  return last === ',' && !hasScale && isGrouped(text, last) ? text.replace(',', '') : undefined;
}

/**
 * Every number in a text as one that cannot be misread: `1.250.000,50 €` as `1250000.50 €`, `2,5 Mio` as `2.5 Mio`.
 * Undefined when one of them may be read in two ways.
 */
export function withPlainNumbers(text: string): string | undefined {
  let misread = 0;
  const plain = text.replace(NUMBER, (written: string, at: number) => {
    const number = plainNumber(written, SCALE_BEHIND.test(text.slice(at + written.length)));
    if (number === undefined) misread += 1;
    return number ?? written;
  });
  return misread === 0 ? plain : undefined;
}
