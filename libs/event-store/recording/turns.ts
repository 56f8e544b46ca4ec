/**
 * Lets the work on one key happen one after the other, in the order of asking, and on different keys at once. Within
 * a process nobody then loses a race for a stream and has to decide again.
 */
export function createTurns(): <Result>(key: string, work: () => Promise<Result>) => Promise<Result> {
  const last = new Map<string, Promise<void>>();
  return (key, work) => {
    const result = (last.get(key) ?? Promise.resolve()).then(work);
    const settled = (): void => {
      if (last.get(key) === turn) last.delete(key);
    };
    const turn: Promise<void> = result.then(settled, settled);
    last.set(key, turn);
    return result;
  };
}
