/** The middle one, or the mean of the two in the middle; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle) - 1] ?? Number.NaN)) / 2;
}

/** What so large a share of them is not above; NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** What each of several works came to, round by round. */
export type Rounds<Name extends string> = Readonly<Record<Name, readonly number[]>>;

/**
 * Does each of the works once in every round, so that what else the machine does in the meantime befalls all of them;
 * every other round in the opposite order.
 */
export async function inTurns<Name extends string>(
  rounds: number,
  works: Readonly<Record<Name, (round: number) => Promise<number> | number>>,
): Promise<Rounds<Name>> {
  const names = Object.keys(works) as Name[];
  const measured = Object.fromEntries(names.map((name): [Name, number[]] => [name, []])) as Record<Name, number[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) measured[name].push(await works[name](round));
  }
  return measured;
}

/** The median of what one came to, divided by what the other came to in the same round. */
export const ratioOf = (subject: readonly number[], reference: readonly number[]): number =>
  median(subject.map((value, round) => value / (reference[round] ?? Number.NaN)));

/** How many were done per second. */
export async function perSecond(count: number, work: () => unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return (count * 1_000) / (performance.now() - begun);
}
