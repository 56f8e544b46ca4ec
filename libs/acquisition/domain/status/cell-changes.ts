import type { FilmState } from '../film';
import type { Region } from '../rights';
import { EMPTY, EVERYTHING, describe, isEmpty, overlap, subtract, union } from '../rights';
import { eventsBehind } from './avails';
import { whyOf } from './avails-words';
import { days, opened } from './holdings';
import type { At } from './moment';
import type { Cause, CellStatus, StatusPart } from './parts';
import { statusParts } from './parts';

/** A film, and the moment that it is looked at. */
export interface FilmSeenAt {
  readonly film: FilmState;
  readonly at: At;
}

/** What cells of the matrix are, who made them so, and by which events. */
export interface CellState extends Cause {
  readonly status: CellStatus;
  /** In a few words: `committed to Mubi`. */
  readonly words: string;
  /** Whether they are sold, reserved or asked for exclusively; `null` where nobody holds them. */
  readonly exclusive: boolean | null;
}

/** Cells of the matrix that became something else. */
export interface CellChange {
  /** Which, in the trade's words; the source's own words where they are unresolved. */
  readonly cells: string;
  /** True when the words resolved to no territory: shown, never counted. */
  readonly isUnresolved: boolean;
  /** `null` only of unresolved words that were not there before. */
  readonly before: CellState | null;
  /** `null` only of unresolved words that are not there any more. */
  readonly after: CellState | null;
}

interface Cells {
  readonly region: Region;
  readonly state: CellState;
  readonly unresolved: string | null;
}

/** What tells cells apart: what they are, for whom, and by which deal or offer; not by how many events. */
function keyOf({ status, exclusive, cause, unresolved }: StatusPart): string {
  const { buyer = null, dealId = null, offerId = null } = cause;
  return JSON.stringify([status, exclusive, buyer, dealId, offerId, unresolved ?? null]);
}

/** The matrix of a film from a day on, by what tells its cells apart. */
export type MatrixCells = ReadonlyMap<string, Cells>;

/** The whole matrix of a film at a moment, to be compared with that of another one. */
export function matrixCells({ film, at }: FilmSeenAt): MatrixCells {
  const cells = new Map<string, Cells>();
  for (const part of statusParts(film, at, EVERYTHING)) {
    const { status, exclusive, cause, unresolved, region } = part;
    const key = keyOf(part);
    const known = cells.get(key);
    const state = {
      ...cause,
      status,
      words: whyOf(film, part) || status,
      exclusive,
      eventIds: eventsBehind(film, part),
    };
    cells.set(key, {
      region: known === undefined ? region : union(known.region, region),
      state,
      unresolved: unresolved?.join(', ') ?? null,
    });
  }
  return cells;
}

/** Words that resolved to nothing, each by its deal. */
const unresolvedOf = (cells: MatrixCells) =>
  new Map(
    [...cells].flatMap(([key, { unresolved: words, state }]) =>
      words === null ? [] : [[JSON.stringify([state.dealId, words]), { key, words, state }] as const],
    ),
  );

function unresolvedChanges(first: MatrixCells, second: MatrixCells): readonly CellChange[] {
  const [were, are] = [unresolvedOf(first), unresolvedOf(second)];
  return [...new Set([...were.keys(), ...are.keys()])].flatMap((id): CellChange[] => {
    const [was, is] = [were.get(id), are.get(id)];
    if (was?.key === is?.key) return [];
    const words = (is ?? was)?.words ?? '';
    return [{ cells: words, isUnresolved: true, before: was?.state ?? null, after: is?.state ?? null }];
  });
}

/** Cells that are something else in the second matrix than in the first, each once. */
interface Changed {
  readonly region: Region;
  readonly before: CellState;
  readonly after: CellState;
}

/** What of a matrix lies on a day or later is another in the second one. Pure. */
export function changedRegions(first: MatrixCells, second: MatrixCells, day: At['day']): readonly Changed[] {
  if (first === second) return [];
  const ahead = days(day, null);
  return [...first].flatMap(([key, was]): Changed[] => {
    const moved = subtract(overlap(was.region, ahead), second.get(key)?.region ?? EMPTY);
    if (isEmpty(moved)) return [];
    return [...second.values()].flatMap((is): Changed[] => {
      const region = overlap(moved, is.region);
      return isEmpty(region) ? [] : [{ region, before: was.state, after: is.state }];
    });
  });
}

/**
 * Which cells are something else in the second matrix than in the first, from a day on: each cell once, with what it was and
 * what it is. Days that have gone by are no change. Pure.
 * @param day the day of the later of both moments.
 */
export function cellChanges(first: MatrixCells, second: MatrixCells, day: At['day']): readonly CellChange[] {
  const changes = changedRegions(first, second, day).map(({ region, before, after }) => ({
    cells: describe(opened(region, day)),
    isUnresolved: false,
    before,
    after,
  }));
  return [...changes, ...unresolvedChanges(first, second)];
}
