import type { FilmState } from '../film';
import type { CountryCode, LanguageCode, Medium, Window } from '../rights';
import { EVERYTHING, blocksOf, describeMedia, describeTerritories } from '../rights';
import type { At } from './moment';
import type { Cause, CellStatus, StatusPart } from './parts';
import { statusParts } from './parts';

/** Cells of the matrix (territory × media × window) that share one status for one cause. Blocks do not overlap. */
export interface StatusBlock extends Cause {
  readonly status: CellStatus;
  /** In the trade's words; the source's own words where they are unresolved. */
  readonly territories: string;
  readonly media: string;
  readonly countries: readonly CountryCode[];
  readonly mediaList: readonly Medium[];
  readonly window: Window;
  readonly languages: readonly LanguageCode[] | null;
  /** Only when the languages are all but these. */
  readonly exceptLanguages?: readonly LanguageCode[];
  /** Whether it is sold, reserved or asked for exclusively; `null` where nobody holds it. */
  readonly exclusive: boolean | null;
  /** True when the words resolved to no territory: shown, never counted. */
  readonly isUnresolved: boolean;
}

function unresolvedBlock({ status, cause, unresolved = [] }: StatusPart): StatusBlock {
  return {
    status,
    territories: unresolved.join(', '),
    media: '',
    countries: [],
    mediaList: [],
    window: { from: null, to: null },
    languages: null,
    exclusive: true,
    ...cause,
    isUnresolved: true,
  };
}

/** A part of the matrix as blocks. */
export function blocksOfPart(part: StatusPart): readonly StatusBlock[] {
  const { status, region, exclusive, cause, unresolved } = part;
  if (unresolved !== undefined) return [unresolvedBlock(part)];
  return blocksOf(region, exclusive ?? false).map((block) => ({
    status,
    territories: describeTerritories(block.territories),
    media: describeMedia(block.media),
    countries: block.territories,
    mediaList: block.media,
    window: block.window,
    languages: block.languages,
    ...(block.exceptLanguages === undefined ? {} : { exceptLanguages: block.exceptLanguages }),
    exclusive,
    ...cause,
    isUnresolved: false,
  }));
}

/**
 * The status of every cell from a day on, as disjoint blocks that together cover all territories, all media, always.
 * Where several things hold of a cell the strongest is shown: licensed, committed, reserved, held back, under offer, available.
 */
export const statusMatrix = (film: FilmState, at: At): readonly StatusBlock[] =>
  statusParts(film, at, EVERYTHING).flatMap(blocksOfPart);
