import type { Refusal } from '#acquisition/domain';

/** A rule refused: nothing was recorded. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}
