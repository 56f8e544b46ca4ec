/** Numbers that look random and are the same for the same seed, on every machine. */
export interface Random {
  /** From 0, below 1. */
  readonly next: () => number;
  /** A whole number; both ends included. */
  readonly whole: (least: number, most: number) => number;
  /** True with this probability. */
  readonly chance: (probability: number) => boolean;
  /** @throws Error when there is nothing to pick from. */
  readonly pick: <T>(items: readonly T[]) => T;
  /** The items in another order. */
  readonly shuffled: <T>(items: readonly T[]) => T[];
  /** Of exponential distribution: mostly small, now and then several times the mean. */
  readonly around: (mean: number) => number;
  /** Sixteen bytes, as an id takes. */
  readonly bytes: () => Uint8Array;
}

/** Mulberry32: small, fast, good enough to vary films. @param seed Any whole number. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole: Random['whole'] = (least, most) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    whole,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[whole(0, items.length - 1)];
      if (item === undefined) throw new Error('There is nothing to pick from.');
      return item;
    },
    shuffled: (items) => {
      const shuffled = [...items];
      for (let last = shuffled.length - 1; last > 0; last -= 1) {
        const other = whole(0, last);
        [shuffled[last], shuffled[other]] = [shuffled[other] as never, shuffled[last] as never];
      }
      return shuffled;
    },
    around: (mean) => -Math.log(1 - next()) * mean,
    bytes: () => new Uint8Array(Uint32Array.from({ length: 4 }, () => next() * 2 ** 32).buffer),
  };
}
