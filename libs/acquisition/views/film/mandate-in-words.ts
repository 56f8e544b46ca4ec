import type { FilmState } from '#acquisition/domain';
import { describeRights } from '#acquisition/domain';

/** What its mandates cover. */
export const mandateInWords = (film: FilmState, isAssumed: boolean): string =>
  isAssumed
    ? 'No mandate is recorded, so it is taken to be worldwide, all rights.'
    : [...film.mandates.values()]
        .map(
          ({ agent, rights, endedOn }) =>
            `${agent}: ${describeRights(rights)}${endedOn === null ? '' : `, ended on ${endedOn}`}`,
        )
        .join('; ');
