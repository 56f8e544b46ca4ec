/** What two spellings of a title have in common: capitals, accents, spaces and punctuation do not count. */
export const titleKey = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();

const MAX_TITLE_LENGTH = 80;

/**
 * A film's name in links and commands, made from title and year: `K-Pops!` (2024) is `k-pops-2024`. Small letters and
 * digits of any script, accents taken off Latin ones, at most 80 characters of the title.
 */
export function slugOf(title: string, year: number): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  // By characters, so that none is cut in half.
  const name = Array.from(words).slice(0, MAX_TITLE_LENGTH).join('').replace(/-+$/, '');
  return `${name === '' ? 'film' : name}-${String(year)}`;
}
