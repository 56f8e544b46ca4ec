import type { At, AvailBlock, CellRule, FilmState, Rights } from '#acquisition/domain';
import { availsOf, cellRule } from '#acquisition/domain';

/** Cells of the matrix, by which rule they are what they are, and on whose word. */
export interface ExplainedCells extends AvailBlock {
  readonly because: CellRule;
}

/** Why the cells of some rights are what they are, from the day of the moment on, and what is not known of them. */
export function explainedCells(
  film: FilmState,
  rights: Rights,
  at: At,
): { readonly cells: readonly ExplainedCells[]; readonly warnings: readonly string[] } {
  const { blocks, warnings } = availsOf(film, rights, at);
  return { cells: blocks.map((block) => ({ ...block, because: cellRule(block.status) })), warnings };
}
