/** Forms of companies, and words that many companies of the trade have at the end of their name. */
const SUFFIXES = new Set(
  (
    'ab ag as bv co company corp corporation gmbh group inc incorporated international kg limited llc llp ltd nv oy plc pty sa sarl sas spa srl ' +
    'distribution distributors entertainment film films media motion picture pictures productions releasing studio studios'
  ).split(' '),
);

/**
 * What two likely spellings of one buyer have in common: no accents, capitals or punctuation, no leading "the", and
 * none of the words at its end that say what kind of company it is, unless nothing else would be left.
 */
function coreOf(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/[\p{M}.'’]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .filter((word, index) => index > 0 || word !== 'the');
  while (words.length > 1 && SUFFIXES.has(words.at(-1) ?? '')) words.pop();
  return words.join('');
}

/**
 * Names that are likely of one buyer: "A24", "A24 Films" and "A24 LLC". Groups of two or more, in alphabetical order.
 * A likeness only: nobody is merged by it.
 */
export function likelyDuplicates(names: readonly string[]): readonly (readonly string[])[] {
  const groups = new Map<string, Set<string>>();
  for (const name of names) {
    const core = coreOf(name);
    if (core !== '') groups.set(core, (groups.get(core) ?? new Set()).add(name));
  }
  return [...groups]
    .filter(([, group]) => group.size > 1)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => [...group].sort());
}
