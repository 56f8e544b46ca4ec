/** The last eight bytes of a UUID, as two numbers of 32 bits: of version 7, 62 of them are random. */
type Tail = readonly [high: number, low: number];

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** Whether a text is a UUID of the variant of RFC 9562. */
export const isUuid = (text: string): boolean => UUID.test(text);

const tailOf = (id: string): Tail => [
  Number.parseInt(id.slice(19, 23) + id.slice(24, 28), 16),
  Number.parseInt(id.slice(28), 16),
];

/** UUIDs, as `isUuid` tells them, that were seen, in about 20 bytes each: a set of millions of texts would take ten times that. */
export interface IdSet {
  readonly add: (id: string) => void;
  readonly has: (id: string) => boolean;
  readonly addAll: (tails: Uint32Array) => void;
  readonly hasAll: (tails: Uint32Array) => boolean;
}

const FIRST_SLOTS = 1_024;
const FULL = 0.6;

/** A set of UUIDs, by half of their bytes: that two of a log share these is less likely than a defect of the machine. */
export function idSet(): IdSet {
  // Two numbers for each; an empty slot is two zeros, which no UUID of this variant has there.
  let slots = new Uint32Array(2 * FIRST_SLOTS);
  let size = 0;

  const slotOf = (table: Uint32Array, high: number, low: number): number => {
    const mask = table.length - 1;
    let slot = (2 * low) & mask;
    while ((table[slot] !== high || table[slot + 1] !== low) && (table[slot] !== 0 || table[slot + 1] !== 0)) {
      slot = (slot + 2) & mask;
    }
    return slot;
  };
  const put = (table: Uint32Array, high: number, low: number): boolean => {
    const slot = slotOf(table, high, low);
    if (table[slot] === high) return false;
    table[slot] = high;
    table[slot + 1] = low;
    return true;
  };
  const addTail = (high: number, low: number): void => {
    if (!put(slots, high, low)) return;
    size += 1;
    if (2 * size <= slots.length * FULL) return;
    const larger = new Uint32Array(2 * slots.length);
    eachOf(slots, (...tail) => tail[0] === 0 || put(larger, ...tail));
    slots = larger;
  };
  const hasTail = (high: number, low: number): boolean => slots[slotOf(slots, high, low)] === high;

  return {
    add: (id) => addTail(...tailOf(id)),
    has: (id) => hasTail(...tailOf(id)),
    addAll: (tails) => {
      eachOf(tails, addTail);
    },
    hasAll: (tails) => {
      for (let at = 0; at < tails.length; at += 2) {
        if (!hasTail(tails[at] ?? 0, tails[at + 1] ?? 0)) return false;
      }
      return true;
    },
  };
}

function eachOf(tails: Uint32Array, use: (...tail: Tail) => unknown): void {
  for (let at = 0; at < tails.length; at += 2) use(tails[at] ?? 0, tails[at + 1] ?? 0);
}

/** UUIDs, as `isUuid` tells them, to be sent to another thread: eight bytes of each. */
export interface IdTails {
  readonly add: (id: string) => void;
  /** Two numbers for each, in their order. */
  readonly all: () => Uint32Array;
}

export function idTails(): IdTails {
  const tails: number[] = [];
  return {
    add: (id) => tails.push(...tailOf(id)),
    all: () => Uint32Array.from(tails),
  };
}
