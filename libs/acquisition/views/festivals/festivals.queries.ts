import { festivalKey, nearestNames, proposals, refuse } from '#acquisition/domain';
import { Refused } from '#acquisition/film-stream';
import type { AskedMoment, OfMoment } from '../asked-moment';
import type { Page, Place } from '../cursor';
import { pageOf, readCursor, readLimit } from '../cursor';
import { Query } from '../query';
import type { QuerySources } from '../query-sources';
import { hasWord, searchWords } from '../search';
import { answerThen } from '../then/answer-then';
import { filmsOfFestival } from './films-of-festival';
import type { FestivalTables } from './festivals.view';
import type { Outcome } from './outcomes';
import { outcomesOf } from './outcomes';
import type { RunTold } from './run-told';

export interface AskedFestivals extends AskedMoment {
  /** Words that all occur in the name; accents and capitals do not matter. */
  readonly search?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

export interface AskedFestival extends AskedMoment {
  /** By its name; capitals and accents do not matter. */
  readonly festival: string;
  /** One edition. Default: all. */
  readonly year?: number;
  readonly limit?: number;
  readonly cursor?: string;
}

/** A festival in figures. */
export interface FestivalOnMarket {
  readonly key: string;
  readonly name: string;
  /** Its editions, the latest first. */
  readonly editions: readonly number[];
  /** Films at it, each once for each edition. */
  readonly films: number;
  readonly selections: number;
  readonly screenings: number;
  readonly ovations: number;
  readonly awards: number;
  /** Shortest and longest ovation reported, in minutes. */
  readonly leastMinutes: number | null;
  readonly mostMinutes: number | null;
  /** How many of its films are in which phase at the moment asked for. */
  readonly phases: Readonly<Record<string, number>>;
}

/** A film at one edition of a festival, and what became of it. */
export interface FilmAtFestival extends RunTold {
  readonly film: { readonly filmId: string; readonly slug: string; readonly title: string };
  readonly year: number;
  /** Where it stands at the moment asked for; `null` while the slate does not have it yet. */
  readonly outcome: Outcome | null;
}

/** A festival and its films, the latest edition first, page by page. */
export interface FestivalHistory extends FestivalOnMarket, Page<FilmAtFestival>, OfMoment {}

/** Every festival that a film was at. */
export class FestivalsQuery extends Query<Page<FestivalOnMarket> & OfMoment> {
  constructor(readonly asked: AskedFestivals = {}) {
    super();
  }
}

/** One festival: ovations against outcomes. */
export class FestivalQuery extends Query<FestivalHistory> {
  constructor(readonly asked: AskedFestival) {
    super();
  }
}

type Row = FestivalTables['festival_films'];

const runOf = (row: Row): RunTold => JSON.parse(row.run) as RunTold;

function inFigures(key: string, rows: readonly Row[], outcomes: ReadonlyMap<string, Outcome>): FestivalOnMarket {
  const runs = rows.map(runOf);
  const count = (of: (run: RunTold) => readonly unknown[]) => runs.reduce((sum, run) => sum + of(run).length, 0);
  const minutes = runs.flatMap(({ ovations: { leastMinutes, mostMinutes } }) =>
    leastMinutes === null || mostMinutes === null ? [] : [leastMinutes, mostMinutes],
  );
  const phases: Record<string, number> = {};
  for (const { phase } of new Set(rows.flatMap(({ film_id }) => outcomes.get(film_id) ?? [])))
    phases[phase] = (phases[phase] ?? 0) + 1;
  return {
    key,
    name: rows.map(({ festival }) => festival).sort()[0] ?? '',
    editions: [...new Set(rows.map(({ year }) => year))].sort((a, b) => b - a),
    films: rows.length,
    selections: count((run) => run.selections),
    screenings: count((run) => run.screenings),
    ovations: count((run) => run.ovations.reports),
    awards: count((run) => run.awards),
    leastMinutes: minutes.length === 0 ? null : Math.min(...minutes),
    mostMinutes: minutes.length === 0 ? null : Math.max(...minutes),
    phases,
  };
}

const idsOf = (rows: readonly Row[]): readonly string[] => [...new Set(rows.map(({ film_id }) => film_id))];

/**
 * Festivals by name, page by page; now, or at a moment on both clocks.
 * @throws Refused for a moment, a limit or a cursor that cannot be.
 */
export async function festivals(
  sources: QuerySources,
  asked: AskedFestivals,
): Promise<Page<FestivalOnMarket> & OfMoment> {
  const { limit: wanted, cursor, search, asOf, knownAt } = asked;
  const query = { search, asOf, knownAt };
  const limit = readLimit(wanted, sources.pageLimit);
  const after = readCursor(cursor, query);
  return answerThen(
    sources,
    asked,
    () => ({ views: ['festivals'], slate: true }),
    (then) => festivalsAtOnce(then, query, { limit, after }),
  );
}

interface FestivalPage {
  readonly limit: number;
  readonly after: Place | undefined;
}

async function festivalsAtOnce(
  sources: QuerySources,
  query: { readonly search: string | undefined },
  { limit, after }: FestivalPage,
): Promise<Page<FestivalOnMarket>> {
  const words = searchWords(query.search);
  const keys = await sources.db
    .selectFrom('festival_films')
    .select('festival_key')
    .distinct()
    .where((eb) => eb.and(words.map((word) => hasWord('festival_key', word))))
    .$if(after !== undefined, (all) => all.where('festival_key', '>', String(after?.[0])))
    .orderBy('festival_key')
    .limit(limit + 1)
    .execute();
  const rows =
    keys.length === 0
      ? []
      : await sources.db
          .selectFrom('festival_films')
          .selectAll()
          .where(
            'festival_key',
            'in',
            keys.map(({ festival_key }) => festival_key),
          )
          .execute();
  const outcomes = await outcomesOf(sources, idsOf(rows));
  return pageOf(keys, limit, query, {
    show: ({ festival_key: key }) =>
      inFigures(
        key,
        rows.filter(({ festival_key }) => festival_key === key),
        outcomes,
      ),
    placeOf: ({ festival_key: key }) => [key],
  });
}

async function refuseUnknown({ db }: QuerySources, { festival: name, year }: AskedFestival): Promise<never> {
  const known = await db.selectFrom('festival_films').select('festival').distinct().execute();
  const names = known.map((row) => row.festival);
  const isKnown = names.some((one) => festivalKey(one) === festivalKey(name));
  const nearest = isKnown ? [] : nearestNames(name, proposals(names));
  const meant = nearest.length === 0 ? '' : ` Did you mean ${nearest.map((one) => `"${one}"`).join(' or ')}?`;
  const edition = isKnown && year !== undefined ? ` in ${String(year)}: leave \`year\` out for all its editions` : '';
  throw new Refused(
    refuse('not-found', 'festival-not-found', `No film was at a festival called "${name}"${edition}.${meant}`),
  );
}

/**
 * One festival: its films with selections, screenings, ovations and awards, how long buyers took and what became of them;
 * now, or at a moment on both clocks.
 * @throws Refused for a festival or edition that no film was at, and for a moment, a limit or a cursor that cannot be.
 */
export async function festival(sources: QuerySources, asked: AskedFestival): Promise<FestivalHistory> {
  const { limit: wanted, cursor, ...query } = asked;
  const limit = readLimit(wanted, sources.pageLimit);
  const after = readCursor(cursor, query);
  return answerThen(
    sources,
    asked,
    async () => ({ views: ['festivals'], slate: true, ...(await filmsOfFestival(sources, query.festival)) }),
    (then) => festivalAtOnce(then, query, { limit, after }),
  );
}

async function festivalAtOnce(
  sources: QuerySources,
  query: Omit<AskedFestival, 'limit' | 'cursor'>,
  { limit, after }: FestivalPage,
): Promise<FestivalHistory> {
  const [year, slug] = after ?? [];
  const key = festivalKey(query.festival);
  const all = await sources.db
    .selectFrom('festival_films')
    .selectAll()
    .where('festival_key', '=', key)
    .$if(query.year !== undefined, (rows) => rows.where('year', '=', query.year ?? 0))
    .orderBy('year', 'desc')
    .orderBy('film_slug')
    .execute();
  if (all.length === 0) return refuseUnknown(sources, query);
  const outcomes = await outcomesOf(sources, idsOf(all));
  const isAfter = (row: Row): boolean =>
    year === undefined || row.year < Number(year) || (row.year === year && row.film_slug > String(slug));
  const page = pageOf(all.filter(isAfter), limit, query, {
    show: (row): FilmAtFestival => ({
      film: { filmId: row.film_id, slug: row.film_slug, title: row.film_title },
      year: row.year,
      ...runOf(row),
      outcome: outcomes.get(row.film_id) ?? null,
    }),
    placeOf: (row) => [row.year, row.film_slug],
  });
  return { ...inFigures(key, all, outcomes), ...page };
}
