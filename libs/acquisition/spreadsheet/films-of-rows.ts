import { firstDay, nearestNames, proposals, slugOf, titleKey, utcDay } from '#acquisition/domain';
import type { OccurredAt } from '#acquisition/domain';
import type { FilmReport, ToldFilm } from '#acquisition/importing';
import type { NamedFilm, RowOfSheet } from './rows/sale-row';

/** A film of the slate. */
export interface KnownFilm {
  readonly title: string;
  readonly year: number;
  readonly slug: string;
}

/** The rows of a sheet by the films that they name. */
export interface RowsByFilm {
  readonly told: readonly ToldFilm<RowOfSheet>[];
  /** Of films that are not on the slate, or have too many rows: nothing of them is recorded. */
  readonly refused: readonly FilmReport[];
}

const called = ({ title, year }: NamedFilm): string =>
  title === '' ? '(no film)' : year === undefined ? title : `${title} (${String(year)})`;

/** The film that is meant, or why it cannot be told; a new one where the file may register it. */
function resolve(named: NamedFilm, slate: Slate, register: boolean): KnownFilm | { readonly problem: string } {
  const { title, year } = named;
  if (title === '') return { problem: 'the film is empty: write its title into every row' };
  const meant = (slate.byTitle.get(titleKey(title)) ?? []).filter((film) => year === undefined || film.year === year);
  const [only] = meant;
  if (only !== undefined && meant.length === 1) return only;
  if (only !== undefined) {
    const years = meant.map((film) => String(film.year)).join(' or ');
    return { problem: `${title} may be the film of ${years}: say its year` };
  }
  if (register && year !== undefined) return { title, year, slug: slugOf(title, year) };
  const sameTitle = (slate.byTitle.get(titleKey(title)) ?? []).map((film) => `${film.title} (${String(film.year)})`);
  const nearest = sameTitle.length > 0 ? sameTitle : nearestNames(title, slate.titles);
  const hint = nearest.length === 0 ? '' : ` Did you mean ${nearest.map((name) => `"${name}"`).join(' or ')}?`;
  const wayOut = register ? 'To register it, the row needs its year' : 'Register it first, or import with --register';
  return { problem: `there is no film "${called(named)}" on the slate.${hint} ${wayOut}` };
}

interface Slate {
  readonly byTitle: ReadonlyMap<string, readonly KnownFilm[]>;
  readonly titles: ReturnType<typeof proposals>;
}

function slateOf(films: readonly KnownFilm[]): Slate {
  const byTitle = new Map<string, KnownFilm[]>();
  for (const film of films) {
    const same = byTitle.get(titleKey(film.title));
    if (same === undefined) byTitle.set(titleKey(film.title), [film]);
    else same.push(film);
  }
  return { byTitle, titles: proposals(films.map(({ title }) => title)) };
}

const refusedFilm = (named: NamedFilm, rows: readonly RowOfSheet[], problem: string): FilmReport => ({
  film: called(named),
  slug: '',
  filmId: null,
  outcome: 'refused',
  rows: rows.map(({ place, date, type, ...row }) => ({
    row: place,
    date,
    type,
    outcome: 'refused',
    events: [],
    remarks: [problem, ...('problems' in row ? row.problems : [])],
  })),
});

const earliest = (rows: readonly RowOfSheet[]): OccurredAt | undefined =>
  rows
    .flatMap((row) => ('sale' in row ? [row.sale.on] : []))
    .toSorted((a, b) => (firstDay(a, utcDay) < firstDay(b, utcDay) ? -1 : 1))[0];

/** What to say of a film that may be one of the slate with another spelling. */
function remarksOn({ title }: KnownFilm, { titles, byTitle }: Slate): readonly string[] {
  const nearest = nearestNames(title, titles).filter((name) => name !== title);
  return nearest.length === 0 || byTitle.has(titleKey(title))
    ? []
    : [`is new; is it none of ${nearest.map((name) => `"${name}"`).join(', ')}?`];
}

function toldFilm(film: KnownFilm, rows: readonly RowOfSheet[], slate: Slate): ToldFilm<RowOfSheet> {
  const { title, year, slug } = film;
  const since = earliest(rows);
  const directors = rows.find(({ film }) => film.directors.length > 0)?.film.directors ?? [];
  return {
    place: `${title} (${String(year)})`,
    title,
    year,
    slug,
    directors,
    cites: [],
    kept: {},
    remarks: remarksOn(film, slate),
    rows,
    ...(since === undefined ? {} : { since }),
  };
}

/**
 * Puts rows together by the films that they name, found on the slate by title, and by year where one is given.
 * @param register whether a film that is not there may become one, where its year is given.
 * @param most rows of one film.
 */
export function filmsOfRows(
  rows: readonly RowOfSheet[],
  films: readonly KnownFilm[],
  register: boolean,
  most: number,
): RowsByFilm {
  const slate = slateOf(films);
  const found = new Map<string, { readonly film: KnownFilm; readonly rows: RowOfSheet[] }>();
  const missing = new Map<
    string,
    { readonly named: NamedFilm; readonly problem: string; readonly rows: RowOfSheet[] }
  >();
  for (const row of rows) {
    const film = resolve(row.film, slate, register);
    const key = 'slug' in film ? film.slug : called(row.film);
    const together = 'slug' in film ? found.get(key) : missing.get(key);
    if (together !== undefined) together.rows.push(row);
    else if ('slug' in film) found.set(key, { film, rows: [row] });
    else missing.set(key, { named: row.film, problem: film.problem, rows: [row] });
  }
  const fits = [...found.values()].filter((one) => one.rows.length <= most);
  const tooMany = [...found.values()].filter((one) => one.rows.length > most);
  const problem = `the film has more rows than are recorded at once (${String(most)}): import them in parts`;
  return {
    told: fits.map((one) => toldFilm(one.film, one.rows, slate)),
    refused: [
      ...tooMany.map(({ film, rows: all }) => refusedFilm({ ...film, directors: [] }, all, problem)),
      ...[...missing.values()].map((one) => refusedFilm(one.named, one.rows, one.problem)),
    ],
  };
}
