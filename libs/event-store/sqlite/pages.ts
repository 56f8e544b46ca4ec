import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { EventStoreError } from '../errors';
import type { Direction } from '../port';
import type { Row } from './log-reader';

const FIRST_PAGE_ROWS = 64;
export const MAX_PAGE_ROWS = 512;
/** Characters of JSON that a page should not exceed by much: what a reader holds in memory, however large the events. */
const PAGE_CHARACTERS = 2 * 1024 * 1024;
/** Where to begin when reading backwards from an end that is not known. */
export const LAST = Number.MAX_SAFE_INTEGER;

/** A way through the log or through a stream. */
export interface Course {
  readonly direction: Direction;
  /** Committed rows from number `from` on, that one included. */
  rows(from: number, count: number): readonly Row[];
  /** Position or revision: what goes from row to row without a gap. */
  numberOf(row: Row): number;
}

/** In a damaged file there may be no text, which whoever reads the event is told. */
const lengthOf = (text: unknown): number => (typeof text === 'string' ? text.length : 0);

/** How many rows to ask for next, by the size of the ones before. */
function nextPageRows(page: readonly Row[]): number {
  const characters = page.reduce((sum, row) => sum + lengthOf(row[5]) + lengthOf(row[6]), 1);
  return Math.max(1, Math.min(MAX_PAGE_ROWS, Math.floor((PAGE_CHARACTERS * page.length) / characters)));
}

/** Reads on, page by page, from where the page before ended. */
export interface PageReader {
  /** The next rows, `most` at the most; empty at the end as it is now. @throws EventStoreError `corrupt` at a gap. */
  next(most?: number): readonly Row[];
  /** True when the last page was shorter than what was asked for. */
  readonly isAtEnd: boolean;
}

export function readPages(course: Course, from: number): PageReader {
  const step = course.direction === 'forwards' ? 1 : -1;
  let due = from;
  // Read backwards, the first row may lie anywhere before `from`; from there on none is left out.
  let isExact = step === 1;
  let size = FIRST_PAGE_ROWS;
  let isAtEnd = false;
  return {
    get isAtEnd() {
      return isAtEnd;
    },
    next(most = Infinity) {
      const count = Math.min(size, most);
      const rows = count > 0 ? course.rows(due, count) : [];
      const page: Row[] = [];
      for (const row of rows) {
        const number = course.numberOf(row);
        if (isExact && number !== due) {
          // First what comes before the gap.
          if (page.length > 0) break;
          throw new EventStoreError(
            'corrupt',
            `An event is missing from the log before position ${row[0]}: stop, keep a copy, and restore it from a backup.`,
          );
        }
        isExact = true;
        due = number + step;
        page.push(row);
      }
      isAtEnd = rows.length < count && page.length === rows.length;
      if (page.length > 0) size = nextPageRows(page);
      return page;
    },
  };
}

/**
 * All rows up to `limit`, in pages: memory stays flat, and between full pages the event loop gets its turn, so that a
 * long read does not hold up writers.
 */
export async function* pagesUpTo(pages: PageReader, limit: number): AsyncGenerator<readonly Row[], void> {
  for (let left = limit; left > 0;) {
    const page = pages.next(left);
    if (page.length > 0) yield page;
    if (pages.isAtEnd) return;
    left -= page.length;
    await turnOfTheLoop();
  }
}
