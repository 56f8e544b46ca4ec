/** Names a seed for every scenario of a run, so that what it did at random can be done again. */
const SEED = 'OVATION_FAILURE_SEED';

/** Random numbers that are the same for the same seed. */
export interface Chance {
  readonly seed: number;
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  one<Item>(items: readonly Item[]): Item;
  /** True once in `times`. */
  once(times: number): boolean;
}

const LARGEST_SEED = 2 ** 31;

/** The seed of the environment, or a new one. */
export const aSeed = (): number => Number(process.env[SEED] ?? Math.floor(Math.random() * LARGEST_SEED));

/** The generator is mulberry32. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    seed,
    next,
    whole,
    one: (items) => {
      const item = items[whole(0, items.length - 1)];
      if (item === undefined) throw new Error('Nothing to choose from.');
      return item;
    },
    once: (times) => whole(1, times) === 1,
  };
}

/** A test that does something at random, and tells the seed when it fails. */
export const atRandom = (test: (chance: Chance) => Promise<void>) => async (): Promise<void> => {
  const seed = aSeed();
  try {
    await test(chanceOf(seed));
  } catch (error) {
    process.stderr.write(`  failed with ${SEED}=${String(seed)}\n`);
    throw error;
  }
};

/** How much a scenario does: a small count where every change is tried, more where the environment says so. */
export const countOf = (variable: string, byDefault: number): number => Number(process.env[variable] ?? byDefault);
