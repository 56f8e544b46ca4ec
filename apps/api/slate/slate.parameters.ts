import { Name, OneOf } from '#acquisition/commands';
import type { Phase } from '#acquisition/domain';
import { PHASES } from '#acquisition/domain';
import type { Figure, SlateSort } from '#acquisition/views';
import { FIGURES, SLATE_SORTS } from '#acquisition/views';
import { Direction, MomentPageParameters, Several } from '../http/parameters';

export class ExplainSumParameters extends MomentPageParameters {
  @OneOf('Which sum of the summary.', FIGURES)
  figure!: Figure;
}

export class SlateParameters extends MomentPageParameters {
  @Several('Films in these phases.', PHASES)
  phase?: Phase[];

  @Name('Words that all occur in title, directors or buyers.', { optional: true })
  search?: string;

  @OneOf('What films are sorted by. Default: title.', SLATE_SORTS, { optional: true })
  sort?: SlateSort;

  @Direction('ascending')
  direction?: 'ascending' | 'descending';
}
