import type { OccurredAt, Precision } from '#acquisition/domain';
import { parseOccurredAt } from '#acquisition/domain';
import type { ChronicleRow } from './chronicle';
import { isObject, isText, listOfTexts, wrongShape } from './shape';

/** Words for how precisely a date is known; `unknown`: only its year is taken. */
export const DATE_PRECISIONS = ['instant', 'day', 'week', 'month', 'year', 'unknown'] as const;

const isPrecision = (value: unknown): value is (typeof DATE_PRECISIONS)[number] =>
  (DATE_PRECISIONS as readonly unknown[]).includes(value);

const asPrecision = (said: (typeof DATE_PRECISIONS)[number] | undefined): Precision | undefined =>
  said === 'unknown' ? 'year' : said;

/** Sources as a list: a chronicle gives one as a text, several as a list. */
export function citesOf(source: unknown): readonly string[] | undefined {
  if (source === undefined || source === null) return [];
  return typeof source === 'string' ? [source] : listOfTexts(source);
}

function dateOf(raw: Readonly<Record<string, unknown>>, place: string): OccurredAt {
  const { date, datePrecision } = raw;
  const precision = datePrecision ?? undefined;
  if (precision !== undefined && !isPrecision(precision)) {
    throw wrongShape(place, 'datePrecision', `one of ${DATE_PRECISIONS.join(', ')}`, precision);
  }
  const expected = 'a date that exists, such as 2024-09-07, 2024-09 or 2024';
  if (!isText(date)) throw wrongShape(place, 'date', expected, date);
  const occurredAt = parseOccurredAt(date, asPrecision(precision));
  if (occurredAt !== undefined) return occurredAt;
  const isDate = parseOccurredAt(date) !== undefined;
  throw wrongShape(place, 'date', isDate ? `as precise as its datePrecision, ${String(precision)}` : expected, date);
}

/**
 * The envelope of a row: when, what kind of fact, on whose word.
 * @throws WrongShape
 */
export function readRow(raw: unknown, place: string): ChronicleRow {
  if (!isObject(raw)) throw wrongShape(place, '', 'an object with `date` and `type`', raw);
  const { type, date, datePrecision, source, ...fields } = raw;
  if (!isText(type)) throw wrongShape(place, 'type', 'the kind of fact in a word, such as "screened"', type);
  const occurredAt = dateOf(raw, place);
  const cites = citesOf(source);
  if (cites === undefined) throw wrongShape(place, 'source', 'a text or a list of texts', source);
  const isDateUnknown = datePrecision === 'unknown';
  return { place, type: type.trim(), date: String(date), occurredAt, isDateUnknown, cites, fields, raw };
}
