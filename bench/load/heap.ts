/** Gives back what was put in, smallest first. */
export interface Heap<T> {
  readonly size: number;
  push(item: T): void;
  /** @throws Error when it is empty. */
  pop(): T;
}

export function heapBy<T>(isBefore: (a: T, b: T) => boolean): Heap<T> {
  const items: T[] = [];
  const at = (index: number): T => items[index] as T;

  const swap = (a: number, b: number): void => {
    [items[a], items[b]] = [at(b), at(a)];
  };

  const sink = (start: number): void => {
    for (let index = start; ;) {
      let least = index;
      for (const child of [2 * index + 1, 2 * index + 2]) {
        if (child < items.length && isBefore(at(child), at(least))) least = child;
      }
      if (least === index) return;
      swap(index, least);
      index = least;
    }
  };

  return {
    get size() {
      return items.length;
    },
    push(item) {
      let index = items.push(item) - 1;
      for (let parent = (index - 1) >> 1; index > 0 && isBefore(at(index), at(parent)); parent = (index - 1) >> 1) {
        swap(index, parent);
        index = parent;
      }
    },
    pop() {
      if (items.length === 0) throw new Error('The heap is empty.');
      swap(0, items.length - 1);
      const least = items.pop() as T;
      sink(0);
      return least;
    },
  };
}
