/** How many names are proposed at most, and how alike the least of them is. */
const MOST = 3;
const LEAST_ALIKE = 0.3;

const pairsOf = (text: string): readonly string[] => {
  const letters = ` ${text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()} `;
  return Array.from({ length: letters.length - 1 }, (_, index) => letters.slice(index, index + 2));
};

/** Share of the pairs of neighbouring letters that two texts have in common, 0 to 1 (Dice). */
function alike(a: readonly string[], b: readonly string[]): number {
  const left = [...b];
  let common = 0;
  for (const pair of a) {
    const at = left.indexOf(pair);
    if (at < 0) continue;
    left.splice(at, 1);
    common += 1;
  }
  return (2 * common) / (a.length + b.length);
}

/** The names that somebody who wrote `text` may have meant; the nearest first, often none. */
export function nearestOf(text: string, names: readonly string[]): readonly string[] {
  const asked = pairsOf(text);
  return names
    .map((name) => ({ name, likeness: alike(asked, pairsOf(name)) }))
    .filter(({ likeness }) => likeness >= LEAST_ALIKE)
    .sort((a, b) => b.likeness - a.likeness || (a.name < b.name ? -1 : 1))
    .slice(0, MOST)
    .map(({ name }) => name);
}
