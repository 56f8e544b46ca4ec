import type { FilmEvent } from '../events';
import type { Draft } from './apply';
import { own } from './apply';
import type { Amendment, Correction } from './state';

type ById = ReadonlyMap<string, FilmEvent>;

/** A field as an entry was recorded; `null` where it was left out. */
const recordedIn = (entry: FilmEvent, field: string): unknown =>
  (entry.data as unknown as Readonly<Record<string, unknown>>)[field] ?? null;

function correctionOf(entry: FilmEvent, by: FilmEvent | undefined): readonly Correction[] {
  if (by?.type !== 'EntryCorrected') return [];
  const { changes, occurred, reason = null } = by.data;
  const from = Object.fromEntries(Object.keys(changes).map((field) => [field, recordedIn(entry, field)]));
  const { id: eventId, actor, recordedAt } = by;
  return [
    {
      corrects: entry.id,
      eventId,
      by: actor,
      recordedAt,
      reason,
      from: occurred === undefined ? from : { ...from, occurredAt: entry.occurredAt },
    },
  ];
}

/** What was put right of some entries of a film. */
export function correctionsOf(
  eventIds: readonly string[],
  events: ById,
  amendments: ReadonlyMap<string, Amendment>,
): readonly Correction[] {
  return eventIds.flatMap((id) => {
    const [entry, amendment] = [events.get(id), amendments.get(id)];
    if (entry === undefined || amendment?.kind !== 'corrected') return [];
    return amendment.by.flatMap((by) => correctionOf(entry, events.get(by)));
  });
}

/** Notes on offers and deals what was put right of their entries. */
export function noteCorrections(draft: Draft): void {
  const { film } = draft;
  if (film.amendments.size === 0) return;
  const events = new Map(film.history.map((event) => [event.id, event]));
  for (const [id, offer] of film.offers) {
    const corrections = correctionsOf(offer.eventIds, events, film.amendments);
    if (corrections.length > 0) own(draft, 'offers').set(id, { ...offer, corrections });
  }
  for (const [id, deal] of film.deals) {
    const corrections = correctionsOf(deal.eventIds, events, film.amendments);
    if (corrections.length > 0) own(draft, 'deals').set(id, { ...deal, corrections });
  }
}
