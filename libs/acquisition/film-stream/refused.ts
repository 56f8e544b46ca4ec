import type { Refusal } from '#acquisition/domain';
import { refuse } from '#acquisition/domain';

/** A rule refused: nothing was recorded. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

/** There is no film of that name. */
export const noSuchFilm = (reference: string): Refused =>
  new Refused(
    refuse(
      'not-found',
      'film-not-found',
      `There is no film "${reference}". Use its slug or id, as the slate lists them, or register it.`,
    ),
  );
