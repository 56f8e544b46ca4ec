import type { RightsBlock } from '#acquisition/domain';
import { ahead, blocksOf, describe, equals, lasts, opened } from '#acquisition/domain';
import type { AskedMoment, OfMoment } from '../asked-moment';
import { nowOf, readMoment } from '../asked-moment';
import type { Page } from '../cursor';
import { pageOf, readCursor, readLimit } from '../cursor';
import type { QuerySources } from '../query-sources';
import { answerThen } from '../then/answer-then';
import type { AskedRights } from './asked-avails';
import { readAskedRights } from './asked-avails';
import { unresolvedOf } from './avails-row';
import type { Found, Part } from './free-films';
import { freeFilms, placeOf } from './free-films';
import type { Question } from './not-free';

export interface AskedSlateAvails extends AskedMoment, Omit<AskedRights, 'languages'> {
  /** True: could be sold exclusively; false: beside non-exclusive licences. Default: nobody holds it. */
  readonly exclusive?: boolean;
  /** Default: all. */
  readonly part?: Part;
  readonly limit?: number;
  readonly cursor?: string;
}

/** A film of which something is free. */
export interface FreeFilm {
  readonly filmId: string;
  readonly slug: string;
  readonly title: string;
  readonly year: number;
  /** Everything that was asked for is free. */
  readonly isFree: boolean;
  /** What is free, in the trade's words. */
  readonly free: string;
  /** True when no mandate is recorded: it is taken to be worldwide, all rights. */
  readonly isMandateAssumed: boolean;
  /** Words of its deals that resolved to nothing, and may stand for what is free here. */
  readonly warnings: readonly string[];
}

/** Films in order of title, and what was asked of them. */
export interface SlateAvails extends Page<FreeFilm>, OfMoment {
  /** What was asked for, in the trade's words. */
  readonly asked: string;
  /** The day that is asked about: nothing is free before it. */
  readonly day: string;
}

interface Asked {
  readonly question: Question;
  readonly part: Part;
}

function readAsked(sources: QuerySources, { part = 'all', exclusive, ...asked }: AskedSlateAvails): Asked {
  const moment = readMoment(asked, sources.clock);
  const at = moment?.at ?? nowOf(sources.clock);
  const region = ahead(readAskedRights(asked, at), at.day);
  return { question: { region, at, ...(exclusive === undefined ? {} : { exclusive }) }, part };
}

/** The films that are found in the views, of now or as they were at the moment asked for. */
const find = <Answer extends object>(
  sources: QuerySources,
  asked: AskedMoment,
  answer: (then: QuerySources) => Promise<Answer>,
): Promise<Answer & OfMoment> => answerThen(sources, asked, () => ({ views: ['avails'] }), answer);

/** Descriptions take longer than finding: that of the same region is made once. */
function freeFilmOf({ region, at }: Question): (found: Found) => FreeFilm {
  const asked = describe(opened(region, at.day));
  return ({ row, free }) => {
    const isFree = free === region || equals(free, region);
    return {
      filmId: row.film_id,
      slug: row.slug,
      title: row.title,
      year: row.year,
      isFree,
      free: isFree ? asked : describe(opened(free, at.day)),
      isMandateAssumed: row.mandate_assumed === 1,
      warnings: unresolvedOf(row)
        .filter((unresolved) => lasts(unresolved, at))
        .map(({ buyer, words }) => `${buyer}: ${words}`),
    };
  };
}

/**
 * Films of which what is asked for is free, in order of title; now, or at a moment on both clocks.
 * @throws Refused for words that mean nothing, and a moment, a limit or a cursor that cannot be.
 */
export async function slateAvails(sources: QuerySources, asked: AskedSlateAvails): Promise<SlateAvails> {
  const { limit: wanted, cursor, ...query } = asked;
  const limit = readLimit(wanted, sources.pageLimit);
  const after = readCursor(cursor, query);
  const { question, part } = readAsked(sources, query);
  const { region, at } = question;
  return find(sources, asked, async (then) => ({
    asked: describe(opened(region, at.day)),
    day: at.day,
    ...pageOf(await freeFilms(then, question, part, after, limit + 1), limit, query, {
      show: freeFilmOf(question),
      placeOf,
    }),
  }));
}

/** A film, and the blocks of it that are free. */
export interface FreeBlocks extends FreeFilm {
  /** Who holds a mandate to sell it. */
  readonly agents: readonly string[];
  readonly blocks: readonly RightsBlock[];
}

/** Everything free on the slate, block by block. */
export interface SlateBlocks extends Pick<SlateAvails, 'asked' | 'day'> {
  readonly films: readonly FreeBlocks[];
}

/**
 * All of these films, for a file, with what is free of them block by block.
 * @throws Refused as `slateAvails`.
 */
export async function slateBlocks(
  sources: QuerySources,
  asked: Omit<AskedSlateAvails, 'limit' | 'cursor'>,
): Promise<SlateBlocks> {
  const { question, part } = readAsked(sources, asked);
  const { region, at } = question;
  const show = freeFilmOf(question);
  return find(sources, asked, async (then) => ({
    asked: describe(opened(region, at.day)),
    day: at.day,
    films: (await freeFilms(then, question, part)).map((found): FreeBlocks => ({
      ...show(found),
      agents: JSON.parse(found.row.agents) as string[],
      blocks: blocksOf(found.free, true),
    })),
  }));
}
