import { slugOf } from '#acquisition/domain';
import type { ChronicleFilm, ChronicleReading, ChronicleRow } from './chronicle';
import { firstMistake } from './first-mistake';
import { citesOf, readRow } from './read-row';
import { WrongShape, isObject, isText, listOfTexts, refuseUnkeepable, wrongShape } from './shape';

const FIRST_YEAR = 1888;
const LAST_YEAR = 2200;
/** Longer than any title there is; what is longer is not a title. */
const LONGEST_TITLE = 500;

function readRows(raw: unknown, film: string, list: string): readonly ChronicleRow[] {
  if (raw === undefined || raw === null) return [];
  if (!Array.isArray(raw)) throw wrongShape(film, list, 'a list of dated facts', raw);
  return raw.map((row: unknown, index) => readRow(row, `${film} ${list}[${String(index)}]`));
}

function readFilm(raw: unknown, index: number): ChronicleFilm {
  const numbered = `film ${String(index + 1)}`;
  if (!isObject(raw)) throw wrongShape(numbered, '', 'an object with title, year, directors and events', raw);
  refuseUnkeepable(raw, numbered, '');
  const { title, year, directors, companies, sources, events, contextEvents, ...others } = raw;
  if (!isText(title) || title.length > LONGEST_TITLE) {
    throw wrongShape(numbered, 'title', `a title of at most ${String(LONGEST_TITLE)} characters`, title);
  }
  const isYear = typeof year === 'number' && Number.isInteger(year) && year >= FIRST_YEAR && year <= LAST_YEAR;
  if (!isYear) {
    throw wrongShape(title, 'year', `a year from ${String(FIRST_YEAR)} to ${String(LAST_YEAR)}`, year);
  }
  const place = `${title.trim()} (${String(year)})`;
  const directedBy = listOfTexts(directors);
  if (directedBy === undefined || directedBy.length === 0) {
    throw wrongShape(place, 'directors', 'a list of at least one name', directors);
  }
  if (events === undefined) throw wrongShape(place, 'events', 'a list of dated facts', events);
  const producedBy = listOfTexts(companies);
  const cites = citesOf(sources);
  return {
    place,
    title: title.trim(),
    year,
    slug: slugOf(title, year),
    directors: directedBy,
    ...(producedBy === undefined || producedBy.length === 0 ? {} : { companies: producedBy }),
    cites: cites ?? [],
    kept: {
      ...others,
      ...(producedBy === undefined && companies !== undefined && companies !== null ? { companies } : {}),
      ...(cites === undefined ? { sources } : {}),
    },
    rows: [...readRows(events, place, 'events'), ...readRows(contextEvents, place, 'contextEvents')],
  };
}

function readFilms(parsed: unknown): ChronicleReading {
  const films: ChronicleFilm[] = [];
  try {
    if (!Array.isArray(parsed)) throw wrongShape('the chronicle', '', 'a list of films', parsed);
    for (const [index, raw] of parsed.entries()) films.push(readFilm(raw, index));
  } catch (error) {
    if (error instanceof WrongShape) return { films, problem: error.problem };
    throw error;
  }
  return { films };
}

const BYTE_ORDER_MARK = /^\uFEFF/;

/**
 * Reads a chronicle (data/chronicle.schema.json): a list of films with their dated facts. Strict about the envelope of a
 * fact (when, what kind, on whose word), tolerant of everything else: unknown kinds and fields are read as they stand.
 * Never throws: what cannot be read is the `problem`, and the films before it are there.
 * @param chronicle its text, or what was parsed from it.
 */
export function readChronicle(chronicle: unknown): ChronicleReading {
  if (typeof chronicle !== 'string') return readFilms(chronicle);
  const text = chronicle.replace(BYTE_ORDER_MARK, '');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    const { line, column } = firstMistake(text);
    const message = `The chronicle is not JSON: look at line ${String(line)}, column ${String(column)}.`;
    return { films: [], problem: { code: 'not-json', message, line, column } };
  }
  return readFilms(parsed);
}
