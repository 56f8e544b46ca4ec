import type { FilmState } from '../film';
import { memo } from '../memo';
import type { Coverage, Region } from '../rights';
import { NO_COVERAGE, coverageOf, coversAll, joinCoverage, masksOf, overlap } from '../rights';
import type { Day } from '../time';
import { days, heldBy } from './holdings';

/** What a region covers from a day on, until the next of these days. */
interface Step {
  /** `null`: from ever. */
  readonly from: Day | null;
  readonly coverage: Coverage;
}

const steps = memo<Region, readonly Step[]>();

/** What a region covers changes on a day on which a window of it begins or ends, and on no other. */
function stepsOf(region: Region): readonly Step[] {
  const known = steps.get(region);
  if (known !== undefined) return known;
  const boundaries = new Set(masksOf(region).flatMap(({ window: { from, to } }) => [from, to]));
  boundaries.delete(null);
  const found = [null, ...[...boundaries].sort()].map((from) => ({
    from,
    coverage: coverageOf(overlap(region, days(from, null))),
  }));
  steps.set(region, found);
  return found;
}

/** Where a region holds something on a day or later, in every language at once. */
export const coverageFrom = (region: Region, day: Day): Coverage =>
  stepsOf(region).findLast(({ from }) => from === null || from <= day)?.coverage ?? NO_COVERAGE;

/** What is covered before a day, or always. */
interface Until {
  readonly until: Day | null;
  readonly coverage: Coverage;
}

interface Sold {
  /** Those that last longest first, each together with all before it. */
  readonly lasting: readonly Until[];
  /** Of deals that cover more later on: each has to be asked. */
  readonly growing: readonly Region[];
}

/** What never covers more later on, as what it covers until when; undefined of anything else. */
function shrinking(region: Region): readonly Until[] | undefined {
  const all = stepsOf(region);
  const shrinks = all.every((step, at) => at === 0 || coversAll(step.coverage, all[at - 1]?.coverage ?? NO_COVERAGE));
  return shrinks ? all.map(({ coverage }, at) => ({ coverage, until: all[at + 1]?.from ?? null })) : undefined;
}

const longestFirst = (a: Until, b: Until): number => {
  if (a.until === b.until) return 0;
  if (a.until === null || b.until === null) return a.until === null ? -1 : 1;
  return a.until > b.until ? -1 : 1;
};

function readSold(deals: FilmState['deals']): Sold {
  const all: Until[] = [];
  const growing: Region[] = [];
  for (const deal of deals.values()) {
    const region = heldBy(deal);
    const found = shrinking(region);
    if (found === undefined) growing.push(region);
    else all.push(...found);
  }
  const lasting: Until[] = [];
  let together = NO_COVERAGE;
  for (const { until, coverage } of all.sort(longestFirst)) {
    if (!coversAll(coverage, together)) together = joinCoverage(together, coverage);
    if (lasting.at(-1)?.until === until) lasting.pop();
    lasting.push({ until, coverage: together });
  }
  return { lasting, growing };
}

const sold = memo<FilmState['deals'], Sold>();

/** What deals hold on a day or later, in every language at once. The same object as long as it is the same. */
export function soldFrom(deals: FilmState['deals'], day: Day): Coverage {
  let known = sold.get(deals);
  if (known === undefined) sold.set(deals, (known = readSold(deals)));
  const { lasting, growing } = known;
  const last = lasting.findLast(({ until }) => until === null || until > day)?.coverage ?? NO_COVERAGE;
  return growing.reduce((sum, region) => joinCoverage(sum, coverageFrom(region, day)), last);
}
