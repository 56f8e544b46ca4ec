/** What may stand between the cells of a text file. */
const DELIMITERS = [';', '\t', ',', '|'] as const;
/** As Excel is told which it is. */
const SAID = /^sep=(.)\r?\n/i;
/** Lines from the top that are looked at. */
const LOOKED_AT = 50;

/** How often a character stands outside quotes, in each of the first lines. */
function countsOf(text: string, delimiter: string): readonly number[] {
  const counts: number[] = [0];
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    else if (character === '\n' && !isQuoted) {
      if (counts.length >= LOOKED_AT) break;
      counts.push(0);
    } else if (character === delimiter && !isQuoted) counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1;
  }
  return counts.filter((count) => count > 0);
}

/** How many lines have the number of cells that most lines have, times that number. */
function regularity(counts: readonly number[]): number {
  const lines = new Map<number, number>();
  for (const count of counts) lines.set(count, (lines.get(count) ?? 0) + 1);
  return Math.max(0, ...[...lines].map(([count, times]) => count * times * times));
}

/** What stands between the cells: as the first line says, or what divides the lines most regularly. */
export function delimiterOf(text: string): { readonly delimiter: string; readonly rest: string } {
  const said = SAID.exec(text);
  if (said !== null) return { delimiter: said[1] ?? ',', rest: text.slice(said[0].length) };
  const [best] = DELIMITERS.map((delimiter) => ({ delimiter, score: regularity(countsOf(text, delimiter)) })).sort(
    (a, b) => b.score - a.score,
  );
  return { delimiter: best === undefined || best.score === 0 ? ',' : best.delimiter, rest: text };
}
