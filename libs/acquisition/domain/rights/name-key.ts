/**
 * What two spellings of a name have in common: case, accents, full stops, quotes and spaces do not count, a hyphen inside
 * a word is a space, `&`, `+` and `/` are "and", "Saint" is "St.", and a leading "the" goes.
 */
export function nameKey(words: string): string {
  return words
    .normalize('NFD')
    .replace(/[\u0300-\u036f.'’‘"“”]/g, '')
    .toLowerCase()
    .replace(/(?<=\w)[-‐‑](?=\w)/g, ' ')
    .replace(/\s*[&+/]\s*/g, ' and ')
    .replace(/\bsaint\b/g, 'st')
    .replace(/\s+/g, ' ')
    .replace(/ ?, ?/g, ', ')
    .replace(/, and /g, ' and ')
    .trim()
    .replace(/^the /, '');
}
