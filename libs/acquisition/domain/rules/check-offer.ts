import type { Conflict } from '../events';
import type { FilmState } from '../film';
import type { Rights } from '../rights';
import type { Asking } from '../status';
import { conflictsOf, freeInWords } from '../status';
import type { At } from '../status';
import type { Refusal } from './decision';
import { refuse } from './decision';

/** What a conflict says, in a part of a sentence. */
export const conflictInWords = ({ kind, buyer, overlap }: Conflict): string => {
  const other = buyer === undefined ? '' : ` by ${buyer}`;
  return {
    'no rights in': `the mandate does not cover ${overlap}`,
    'no exclusive rights in': `the mandate is not exclusive for ${overlap}`,
    'rights out overlap': `${overlap} is held${other}`,
    reserved: `${overlap} is reserved${other}`,
    'held back': `${overlap} is held back${other}`,
  }[kind];
};

/** Refuses a sale of rights that are not free, naming what holds them and the part that is still free. */
export function refuseIfNotFree(film: FilmState, rights: Rights, at: At, asking: Asking): Refusal | undefined {
  const conflicts = conflictsOf(film, rights, at, asking);
  if (conflicts.length === 0) return undefined;
  const free = freeInWords(film, rights, at, asking);
  const rest = free === '' ? 'Nothing of it is free.' : `${free} is free.`;
  return refuse(
    'conflict',
    'rights-not-free',
    `These rights are not free: ${conflicts.map(conflictInWords).join('; ')}. ${rest}`,
    {
      conflicts,
      free,
    },
  );
}
