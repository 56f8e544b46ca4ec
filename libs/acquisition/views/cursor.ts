import { hash } from 'node:crypto';
import { refuseFields } from '#acquisition/domain';
import { Refused } from '#acquisition/film-stream';

/** Where a page ended: the values of its last row that the next one goes on after. */
export type Place = readonly (string | number)[];

/** Rows of one answer, in order, and how to ask for those after them. */
export interface Page<Row> {
  readonly items: readonly Row[];
  /** Cursor of the next page; `null` after the last one. */
  readonly next: string | null;
}

/** Rows of a page when nobody says. */
export const DEFAULT_PAGE = 50;

const CHECK_LENGTH = 16;

/**
 * A cursor names a place in the order of a query, and not a number of rows, so that what is inserted meanwhile moves
 * nothing. It is no secret; its check keeps one that was altered, or belongs to another query, from being taken for one.
 */
const checkOf = (place: string, query: object): string =>
  hash('sha256', `${place} ${JSON.stringify(query)}`).slice(0, CHECK_LENGTH);

/** @param query what was asked for, without cursor and limit. */
export function writeCursor(place: Place, query: object): string {
  const text = JSON.stringify(place);
  return Buffer.from(checkOf(text, query) + text).toString('base64url');
}

/** Undefined for what is no place. */
function placeOf(text: string): Place | undefined {
  try {
    const place: unknown = JSON.parse(text);
    const isPlace =
      Array.isArray(place) &&
      place.length > 0 &&
      place.every((one) => typeof one === 'string' || typeof one === 'number');
    return isPlace ? place : undefined;
  } catch {
    return undefined;
  }
}

/** @throws Refused when the cursor is not one that this query gave. */
export function readCursor(cursor: string | undefined, query: object): Place | undefined {
  if (cursor === undefined) return undefined;
  const decoded = Buffer.from(cursor, 'base64url').toString();
  const [check, place] = [decoded.slice(0, CHECK_LENGTH), decoded.slice(CHECK_LENGTH)];
  const read = placeOf(place);
  if (read === undefined || check !== checkOf(place, query)) {
    const message =
      'is not a cursor that this query gave: take `next` as it is, with the same filters, or leave it out';
    throw new Refused(refuseFields([{ field: 'cursor', message }]));
  }
  return read;
}

/** @throws Refused when more rows are asked for than a page may have. */
export function readLimit(limit: number | undefined, pageLimit: number): number {
  const rows = limit ?? Math.min(DEFAULT_PAGE, pageLimit);
  if (rows < 1 || rows > pageLimit)
    throw new Refused(refuseFields([{ field: 'limit', message: `must be from 1 to ${String(pageLimit)}` }]));
  return rows;
}

/** The first `limit` of `rows`, of which there is one more when there is another page. */
export function pageOf<Row, Shown>(
  rows: readonly Row[],
  limit: number,
  query: object,
  { show, placeOf }: { readonly show: (row: Row) => Shown; readonly placeOf: (row: Row) => Place },
): Page<Shown> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(show),
    next: rows.length > limit && last !== undefined ? writeCursor(placeOf(last), query) : null,
  };
}
