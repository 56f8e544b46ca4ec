import type { Source } from '../events';
import type { FilmState } from '../film';
import type { Region, Rights } from '../rights';
import { EMPTY, describe, equals, isEmpty, masksOf, subtract, union } from '../rights';
import type { Instant } from '../time';
import type { Cells } from './avails-words';
import { sentenceOf, summaryOf, whyOf } from './avails-words';
import { mightOverlap } from './conflicts';
import { ahead, mandateCover, opened } from './holdings';
import type { StatusBlock } from './matrix';
import { blocksOfPart } from './matrix';
import type { At } from './moment';
import type { StatusPart } from './parts';
import { statusParts } from './parts';

/** A block of what was asked for: free or not, why, and on whose word. Blocks are disjoint and together are what was asked. */
export interface AvailBlock extends StatusBlock {
  /** Nobody holds, reserved or holds it back, and a mandate covers it. What is under offer is free, and says so. */
  readonly isFree: boolean;
  /** Why it is not free, or whose offer there is: `committed to Mubi`. Empty when it is simply available. */
  readonly why: string;
  /** In a sentence. */
  readonly words: string;
  /** When a reservation lapses; `null` where none does. */
  readonly reservedUntil: Instant | null;
  /** On whose word: the sources of the events that it rests on. */
  readonly sources: readonly Source[];
}

/** What is free of the rights asked for, until when, and why not. */
export interface Avails {
  /** One sentence. */
  readonly summary: string;
  /** What was asked for, in the trade's words. */
  readonly asked: string;
  /** What of it is free, in the trade's words; empty when nothing is. */
  readonly free: string;
  /** Everything that was asked for is free. */
  readonly isFree: boolean;
  readonly blocks: readonly AvailBlock[];
  /** True when no mandate is recorded: it is taken to be worldwide, all rights. */
  readonly isMandateAssumed: boolean;
  /** What is not known, and might change the answer. */
  readonly warnings: readonly string[];
}

interface Asked {
  readonly at: At;
  readonly sources: ReadonlyMap<string, Source>;
}

/** The events that cells rest on, with those that corrected them. */
export function eventsBehind(film: FilmState, { status, cause }: StatusPart): readonly string[] {
  const deal = status === 'held back' ? film.deals.get(cause.dealId ?? '') : undefined;
  const countsFromRelease = deal?.rights.holdbacks?.some(({ until }) => 'daysAfterFirstRelease' in until) ?? false;
  const ids = [
    ...(status === 'available' ? [...film.mandates.values()].flatMap(({ eventIds }) => eventIds) : cause.eventIds),
    ...(countsFromRelease ? film.releases.map(({ id }) => id) : []),
    ...(film.withdrawn === null ? [] : [film.withdrawn.id]),
  ];
  return [...new Set(ids.flatMap((id) => [id, ...(film.amendments.get(id)?.by ?? [])]))];
}

function sourcesOf(eventIds: readonly string[], sources: ReadonlyMap<string, Source>): readonly Source[] {
  const found = eventIds.flatMap((id) => sources.get(id) ?? []);
  return [...new Map(found.map((source) => [JSON.stringify(source), source])).values()];
}

function warningsOf(film: FilmState, free: Region, at: At): readonly string[] {
  const notExclusive = subtract(free, mandateCover(film, at.day).exclusive);
  return [
    ...mightOverlap(film, at).map((words) => `May be sold already, in words that name nothing we know: ${words}`),
    ...(isEmpty(notExclusive)
      ? []
      : [`The mandate is non-exclusive: no exclusive sale of ${describe(opened(notExclusive, at.day))}`]),
  ];
}

function blockOf(film: FilmState, cells: Cells, all: readonly Cells[], { at, sources }: Asked): AvailBlock {
  const { part, isFree } = cells;
  const eventIds = eventsBehind(film, part);
  const reservation = part.status === 'reserved' ? film.offers.get(part.cause.offerId ?? '') : undefined;
  return {
    ...cells.block,
    isFree,
    why: whyOf(film, part),
    words: sentenceOf(film, cells, all, at.day),
    reservedUntil: reservation?.reservedUntil ?? null,
    eventIds,
    sources: sourcesOf(eventIds, sources),
  };
}

/**
 * What is free of some rights at a moment, in which days, and why the rest is not, by the same statuses as the matrix.
 * Nothing is sold for the days before the moment. Words that resolved to nothing are warnings, never coverage. Pure.
 */
export function availsOf(film: FilmState, rights: Rights, at: At): Avails {
  const asked = ahead(rights, at.day);
  const parts = statusParts(film, at, asked).filter(({ unresolved }) => unresolved === undefined);
  const isFree = (part: StatusPart): boolean =>
    film.withdrawn === null && (part.status === 'available' || part.status === 'under offer');
  const free = parts.filter(isFree).reduce((all, { region }) => union(all, region), EMPTY);
  const cells = parts.flatMap((part): Cells[] => {
    const masks = masksOf(part.region);
    return blocksOfPart(part).flatMap((block, n) => {
      const mask = masks[n];
      return mask === undefined ? [] : [{ part, block, mask, isFree: isFree(part) }];
    });
  });
  const sources = new Map(film.history.map(({ id, source }) => [id, source]));
  return {
    summary: summaryOf(film, asked, cells, at.day),
    asked: describe(opened(asked, at.day)),
    free: isEmpty(free) ? '' : describe(opened(free, at.day)),
    isFree: equals(free, asked),
    blocks: cells.map((each) => blockOf(film, each, cells, { at, sources })),
    isMandateAssumed: film.mandates.size === 0,
    warnings: warningsOf(film, free, at),
  };
}
