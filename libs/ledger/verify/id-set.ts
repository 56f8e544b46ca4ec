/** Ids that were seen, in about 20 bytes each: a set of millions of texts would take ten times that. */
export interface IdSet {
  add(id: string): void;
  has(id: string): boolean;
}

const FIRST_SLOTS = 1_024;
const FULL = 0.6;

/** The last eight bytes of a UUID: of version 7, 62 of their bits are random. */
const tailOf = (id: string): bigint => BigInt(`0x${id.slice(-17).replace('-', '')}`);

/** A set of UUIDs, by half of their bytes: that two of a log share these is less likely than a defect of the machine. */
export function idSet(): IdSet {
  let slots = new BigUint64Array(FIRST_SLOTS);
  let size = 0;

  const slotOf = (table: BigUint64Array, tail: bigint): number => {
    const mask = table.length - 1;
    let slot = Number(tail & 0xffff_ffffn) & mask;
    while (table[slot] !== 0n && table[slot] !== tail) slot = (slot + 1) & mask;
    return slot;
  };
  const grow = (): void => {
    const larger = new BigUint64Array(slots.length * 2);
    for (const tail of slots) if (tail !== 0n) larger[slotOf(larger, tail)] = tail;
    slots = larger;
  };

  return {
    add: (id) => {
      const tail = tailOf(id);
      const slot = slotOf(slots, tail);
      if (slots[slot] === tail) return;
      slots[slot] = tail;
      size += 1;
      if (size > slots.length * FULL) grow();
    },
    has: (id) => {
      const tail = tailOf(id);
      return slots[slotOf(slots, tail)] === tail;
    },
  };
}
