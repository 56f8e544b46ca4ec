import type { EntryRetracted } from '../events';
import { standingEntry, unlessItSellsTwice } from './correct-entry';
import type { Rule } from './decision';
import { fact, given, refuse } from './decision';

/** Says that an earlier entry should not have been made. The entry itself stays in the record, marked. */
export const retractEntry: Rule<EntryRetracted> = (film, { retracts, reason }, entry) => {
  const standing = standingEntry(film, retracts);
  if ('refused' in standing) return standing;
  if (standing.type === 'FilmRegistered') {
    return refuse(
      'conflict',
      'not-retractable',
      `The registration of ${film.title} cannot be retracted: withdraw the film instead.`,
    );
  }
  return unlessItSellsTwice(film, [fact('EntryRetracted', { retracts, ...given({ reason }) })], entry);
};
