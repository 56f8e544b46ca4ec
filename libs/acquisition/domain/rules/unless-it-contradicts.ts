import type { Conflict, Fact, FilmEventType } from '../events';
import type { Deal, FilmState } from '../film';
import { evolve, show } from '../film';
import { contradictions } from '../status';
import { conflictInWords } from './check-offer';
import type { Decision, Entry } from './decision';
import { fact, recordAll, refuse } from './decision';

/** Entries that say what is held, reserved or controlled: only an amendment of one of these can contradict the rules. */
const HOLDING: ReadonlySet<FilmEventType> = new Set([
  'MandateGranted',
  'MandateEnded',
  'OfferMade',
  'OfferRaised',
  'OfferCountered',
  'OfferAccepted',
  'OfferLapsed',
  'ReservationReleased',
  'FilmAcquired',
  'DealAmended',
  'DealRescinded',
  'RightsReverted',
  'FilmReleased',
  'EntryCorrected',
  'EntryRetracted',
]);

/** The deal that an amended entry is of. */
function dealOfAmended(film: FilmState, [amendment]: readonly Fact[]): Deal | undefined {
  const id =
    amendment?.type === 'EntryCorrected'
      ? amendment.data.corrects
      : amendment?.type === 'EntryRetracted'
        ? amendment.data.retracts
        : '';
  return [...film.deals.values()].find(({ eventIds }) => eventIds.includes(id));
}

/** Contradictions that `facts` bring about, in the order of the log or in that of occurrence. */
function broughtAbout(film: FilmState, facts: readonly Fact[], entry: Entry, own?: string): readonly Conflict[] {
  const events = facts.map((one, index) => ({
    ...one,
    id: entry.id,
    occurredAt: entry.occurredAt,
    source: entry.source,
    actor: entry.actor,
    recordedAt: entry.now.instant,
    revision: film.history.length + index,
  }));
  const known = new Set(contradictions(film, entry.now, own).map(({ key }) => key));
  const found = [evolve(film, events), show(film.filmId, [...film.history, ...events])]
    .flatMap((after) => contradictions(after, entry.now, own))
    .filter(({ key }) => !known.has(key));
  return [...new Map(found.map(({ key, conflict }) => [key, conflict])).values()];
}

/**
 * Records an amendment of an entry of type `amended`, unless it contradicts what else is recorded: then it is refused, or,
 * where `asDispute` says so, recorded together with a dispute about it.
 */
export function unlessItContradicts(
  film: FilmState,
  amended: FilmEventType,
  facts: readonly Fact[],
  entry: Entry,
  asDispute = false,
): Decision {
  const own = dealOfAmended(film, facts)?.dealId;
  const conflicts = HOLDING.has(amended) ? broughtAbout(film, facts, entry, own) : [];
  if (conflicts.length === 0) return recordAll(facts);
  const clashes = conflicts.map(conflictInWords).join('; ');
  if (!asDispute) {
    const message =
      `After this, what is recorded would contradict itself: ${clashes}. ` +
      'Amend or rescind the other deal first, or record it as a dispute with `dispute`.';
    return refuse('conflict', 'rights-not-free', message, { conflicts });
  }
  const clashing = conflicts.flatMap(({ dealId }) => (dealId === undefined ? [] : [dealId]));
  const dealIds = [...new Set([...(own === undefined || clashing.length === 0 ? [] : [own]), ...clashing])];
  return recordAll([...facts, fact('DisputeOpened', { disputeId: `${entry.id}-dispute`, dealIds, about: clashes })]);
}
