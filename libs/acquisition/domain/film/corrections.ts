import type { FilmEvent, FilmEventOf } from '../events';
import type { Amendment } from './state';

const isCorrection = (event: FilmEvent): event is FilmEventOf<'EntryCorrected'> => event.type === 'EntryCorrected';
const isRetraction = (event: FilmEvent): event is FilmEventOf<'EntryRetracted'> => event.type === 'EntryRetracted';

/** True for an event that changes what earlier events say. */
export const amends = (event: FilmEvent): boolean => isCorrection(event) || isRetraction(event);

/** The events as they should have been recorded. */
export interface Corrected {
  /** In the order given, without the retracted ones; corrected ones carry their right values. */
  readonly events: readonly FilmEvent[];
  readonly amendments: ReadonlyMap<string, Amendment>;
}

/** Fields whose `null` says something of its own; in any other field `null` takes the field out. */
const NULLABLE = new Set(['minutes', 'expiresAt', 'reservedUntil', 'until', 'releaseOn']);

function corrected(event: FilmEvent, correction: FilmEventOf<'EntryCorrected'>): FilmEvent {
  const data: Record<string, unknown> = { ...event.data };
  for (const [field, value] of Object.entries(correction.data.changes)) {
    if (value === null && !NULLABLE.has(field)) Reflect.deleteProperty(data, field);
    else data[field] = value;
  }
  const occurredAt = correction.data.occurred ?? event.occurredAt;
  return { ...event, data, occurredAt } as FilmEvent;
}

/**
 * Applies the corrections and retractions among `events` (in the order of recording) to the others. A retraction may
 * itself be retracted, by a later one; then what it retracted stands again. Total: what points at nothing does nothing.
 */
export function applyCorrections(events: readonly FilmEvent[]): Corrected {
  if (!events.some(amends)) return { events, amendments: new Map() };
  const retractedBy = new Map<string, string[]>();
  for (const event of [...events].reverse()) {
    if (!isRetraction(event) || retractedBy.has(event.id)) continue;
    retractedBy.set(event.data.retracts, [event.id, ...(retractedBy.get(event.data.retracts) ?? [])]);
  }
  const correctedBy = new Map<string, FilmEventOf<'EntryCorrected'>[]>();
  for (const event of events) {
    if (!isCorrection(event) || retractedBy.has(event.id)) continue;
    correctedBy.set(event.data.corrects, [...(correctedBy.get(event.data.corrects) ?? []), event]);
  }
  const amendments = new Map<string, Amendment>();
  for (const [id, corrections] of correctedBy)
    amendments.set(id, { kind: 'corrected', by: corrections.map((c) => c.id) });
  for (const [id, by] of retractedBy) amendments.set(id, { kind: 'retracted', by });
  return {
    events: events
      .filter((event) => !retractedBy.has(event.id))
      .map((event) => (correctedBy.get(event.id) ?? []).reduce(corrected, event)),
    amendments,
  };
}
