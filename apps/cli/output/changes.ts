import type { CellChange } from '#acquisition/domain';
import type { EntryDiff, FilmChanges, StateDiff, StateValue } from '#acquisition/views';
import { bold } from './style';
import { money, percent } from './words';

const MARKS = { new: '+', changed: '~', gone: '-' } as const;

/** An entry that is new, says something else, or is gone: `~ 7 September 2024  Screened: …`. */
export function entryDiffInWords({ change, entry, before }: EntryDiff): string {
  const told = `${MARKS[change]} ${entry.occurredInWords}  ${entry.sentence}`;
  if (before === undefined) return told;
  return `${told}\n    before: ${before.occurredInWords}  ${before.sentence}${entry.standing === 'retracted' ? '; now retracted' : ''}`;
}

function valueInWords(what: string, value: StateValue): string {
  if (value === null) return 'none';
  if (typeof value === 'object') return value.length === 0 ? 'nothing' : money(value);
  return what === 'share' ? percent(Number(value)) : String(value);
}

const stateInWords = ({ what, before, after }: StateDiff): string =>
  `${what}: ${valueInWords(what, before)} → ${bold(valueInWords(what, after))}`;

const cellsInWords = ({ cells, isUnresolved, before, after }: CellChange): string =>
  `${isUnresolved ? `"${cells}" (unresolved)` : cells}: ${before?.words ?? 'none'} → ${bold(after?.words ?? 'none')}`;

/** What is another of a film, a line for each fact and each block of cells. */
export const changesInWords = ({ state, cells }: FilmChanges): readonly string[] => [
  ...state.map(stateInWords),
  ...cells.map(cellsInWords),
];
