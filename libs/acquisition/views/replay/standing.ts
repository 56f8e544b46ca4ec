import type { At, FilmState } from '#acquisition/domain';
import type { FilmOnSlate } from '../slate/film-on-slate';
import { filmOnSlate } from '../slate/film-on-slate';
import { slateRow } from '../slate/slate-row';

/** Where a film stands, as the slate says it, with the phase rule that holds. */
export type Standing = Pick<
  FilmOnSlate,
  | 'phase'
  | 'phaseRule'
  | 'phaseWords'
  | 'phaseUntil'
  | 'share'
  | 'liveOffers'
  | 'reservations'
  | 'liveDeals'
  | 'unresolvedDeals'
  | 'buyers'
  | 'figures'
>;

/** Where a film stands at a moment; `null` before it is registered. */
export function standingOf(film: FilmState, at: At): Standing | null {
  if (!film.isRegistered) return null;
  const { phase, phaseRule, phaseWords, phaseUntil, share, liveOffers, reservations, ...more } = filmOnSlate(
    slateRow(film, at, ''),
  );
  const { liveDeals, unresolvedDeals, buyers, figures } = more;
  return {
    phase,
    phaseRule,
    phaseWords,
    phaseUntil,
    share,
    liveOffers,
    reservations,
    liveDeals,
    unresolvedDeals,
    buyers,
    figures,
  };
}
