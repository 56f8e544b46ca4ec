import { isSame } from './film-changes';
import type { Entry } from './history';

/** What stands between two moments, or two states of knowledge of one moment. */
export interface EntryDiff {
  /** `new`: only the second has it. `changed`: they say it differently, as it was corrected. `gone`: only the first has it. */
  readonly change: 'new' | 'changed' | 'gone';
  /** As the second has it; a gone one as the first had it. */
  readonly entry: Entry;
  /** As the first had it; only of a changed one. */
  readonly before?: Entry;
}

/** Which entries one of two states of a film has, and the other has not or says differently, in the order of the log. */
export function entryDiffs(first: readonly Entry[], second: readonly Entry[]): readonly EntryDiff[] {
  const [were, are] = [first, second].map((entries) => new Map(entries.map((entry) => [entry.eventId, entry])));
  const ids = [...new Set([...first, ...second].map(({ eventId }) => eventId))];
  const found = ids.flatMap((id): EntryDiff[] => {
    const [before, after] = [were?.get(id), are?.get(id)];
    if (after === undefined) return before === undefined ? [] : [{ change: 'gone', entry: before }];
    if (before === undefined) return [{ change: 'new', entry: after }];
    return isSame(before, after) ? [] : [{ change: 'changed', entry: after, before }];
  });
  return found.sort((a, b) => Number(BigInt(a.entry.revision) - BigInt(b.entry.revision)));
}
