/** The three operations on sets; what lies in both is kept in an `overlap`, what lies in the second taken out by `subtract`. */
export type Operation = 'union' | 'overlap' | 'subtract';

/**
 * Sets of one kind. Values are canonical: two that hold the same are written the same, so that equal keys mean equal sets.
 * Whatever a value is, no operation throws.
 */
export interface Algebra<T> {
  readonly empty: T;
  readonly isEmpty: (set: T) => boolean;
  readonly combine: (operation: Operation, a: T, b: T) => T;
  readonly key: (set: T) => string;
}

/** Part of a layered set: everything in `at` goes together with everything in `then`. */
export interface Part<S, T> {
  readonly at: S;
  readonly then: T;
}

/** A set of pairs, as parts whose `at` are disjoint and whose `then` are all different and never empty. */
export type Layers<S, T> = readonly Part<S, T>[];

/**
 * Sets of pairs, one of a set of kind `S` and one of kind `T`: countries with media, say. Pairs that go with the same
 * `then` make one part, which keeps the results small and makes them canonical; `order` puts the parts in order.
 */
export function layered<S, T>(
  outer: Algebra<S>,
  inner: Algebra<T>,
  order: (a: S, b: S) => number,
): Algebra<Layers<S, T>> {
  const combine = (operation: Operation, a: Layers<S, T>, b: Layers<S, T>): Layers<S, T> => {
    if (a.length === 0) return operation === 'union' ? b : [];
    if (b.length === 0) return operation === 'overlap' ? [] : a;
    const parts = new Map<string, { at: S; readonly then: T }>();
    const add = (at: S, then: T): void => {
      if (inner.isEmpty(then)) return;
      const key = inner.key(then);
      const same = parts.get(key);
      if (same === undefined) parts.set(key, { at, then });
      else same.at = outer.combine('union', same.at, at);
    };
    const onlyInB = b.map(({ at }) => at);
    for (const mine of a) {
      let onlyInA = mine.at;
      b.forEach((theirs, index) => {
        const both = outer.combine('overlap', mine.at, theirs.at);
        if (outer.isEmpty(both)) return;
        add(both, inner.combine(operation, mine.then, theirs.then));
        if (operation === 'overlap') return;
        onlyInA = outer.combine('subtract', onlyInA, both);
        onlyInB[index] = outer.combine('subtract', onlyInB[index] ?? outer.empty, both);
      });
      if (operation !== 'overlap' && !outer.isEmpty(onlyInA)) add(onlyInA, mine.then);
    }
    if (operation === 'union') {
      b.forEach((theirs, index) => {
        const left = onlyInB[index] ?? outer.empty;
        if (!outer.isEmpty(left)) add(left, theirs.then);
      });
    }
    return [...parts.values()].sort((x, y) => order(x.at, y.at));
  };
  return {
    empty: [],
    isEmpty: (set) => set.length === 0,
    combine,
    key: (set) => set.map(({ at, then }) => `${outer.key(at)}(${inner.key(then)})`).join(''),
  };
}

/** Sets of numbered things, a bit for each. */
export const BITS: Algebra<bigint> = {
  empty: 0n,
  isEmpty: (set) => set === 0n,
  combine: (operation, a, b) => {
    if (operation === 'overlap') return a & b;
    return operation === 'union' ? a | b : a & ~b;
  },
  key: (set) => set.toString(36),
};

/** Larger numbers first: a fixed order for parts whose sets are disjoint. */
export function byBits(a: bigint, b: bigint): number {
  return a > b ? -1 : a < b ? 1 : 0;
}
