import type { FilmState } from '#acquisition/domain';
import { COUNTING, buyerKey, deadlinesOf, lapsesBy } from '#acquisition/domain';
import type { ToldFilm } from '../told-films';

export interface DeadlineTables {
  deadlines: {
    deadline_id: string;
    film_id: string;
    film_slug: string;
    film_title: string;
    kind: string;
    /** How the kind is counted; see `Counting`. */
    counting: string;
    /** The day or moment that it is counted from: settings say how many days after it is due. */
    counted_from: string;
    buyer: string | null;
    buyer_key: string | null;
    says: string;
    event_id: string;
    offer_id: string | null;
    deal_id: string | null;
    /** When the offer clock is to record a lapse; `null` where it has nothing to do. */
    lapses_at: string | null;
  };
  /** The films whose deadlines are told, up to which revision. */
  deadline_films: ToldFilm;
}

export type DeadlineRow = DeadlineTables['deadlines'];

const LAST_INSTANT = '9999-12-31T23:59:59.999Z';

/** What is coming for a film, folded in the order of the log: what is due is decided on that. */
export function deadlineRows(film: FilmState): readonly DeadlineRow[] {
  const lapses = new Map(lapsesBy(film, LAST_INSTANT).map(({ offerId, at }) => [offerId, at]));
  const ids = new Map<string, number>();
  return deadlinesOf(film).map(({ kind, on, buyer, says, eventId, offerId, dealId }) => {
    const id = `${eventId}/${kind}`;
    const before = ids.get(id) ?? 0;
    ids.set(id, before + 1);
    const mayLapse = offerId !== null && (kind === 'offer expires' || kind === 'reservation ends');
    return {
      deadline_id: before === 0 ? id : `${id}/${String(before)}`,
      film_id: film.filmId,
      film_slug: film.slug,
      film_title: film.title,
      kind,
      counting: COUNTING[kind],
      counted_from: on,
      buyer,
      buyer_key: buyer === null ? null : buyerKey(buyer),
      says,
      event_id: eventId,
      offer_id: offerId,
      deal_id: dealId,
      lapses_at: mayLapse ? (lapses.get(offerId) ?? null) : null,
    };
  });
}
