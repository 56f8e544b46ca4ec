import type { Actor, FilmEvent } from '#acquisition/domain';
import { applyCorrections } from '#acquisition/domain';

/** An entry that corrected or retracted another one. */
export interface LaterAmendment {
  readonly kind: 'corrected' | 'retracted';
  readonly eventId: string;
  readonly recordedAt: string;
  readonly actor: Actor;
  readonly reason: string | null;
  /** False where it was retracted itself. */
  readonly isInForce: boolean;
}

/** What became of an entry after it was recorded. */
export interface LaterFate {
  readonly standing: 'as recorded' | 'corrected' | 'retracted';
  /** In the order of the log. */
  readonly amendments: readonly LaterAmendment[];
}

const targetOf = (event: FilmEvent): string | undefined => {
  if (event.type === 'EntryCorrected') return event.data.corrects;
  return event.type === 'EntryRetracted' ? event.data.retracts : undefined;
};

/**
 * Says of entries of a film what became of them.
 * @param events those of the film, in the order of the log, or those among them that correct and retract.
 */
export function fatesAmong(events: readonly FilmEvent[]): (eventId: string) => LaterFate {
  const amending = events.filter((event) => targetOf(event) !== undefined);
  const { amendments } = applyCorrections(amending);
  const byTarget = Map.groupBy(amending, targetOf);
  return (eventId) => ({
    standing: amendments.get(eventId)?.kind ?? 'as recorded',
    amendments: (byTarget.get(eventId) ?? []).map(({ type, id, recordedAt, actor, data }) => ({
      kind: type === 'EntryCorrected' ? 'corrected' : 'retracted',
      eventId: id,
      recordedAt,
      actor,
      reason: ('reason' in data ? data.reason : undefined) ?? null,
      isInForce: amendments.get(id)?.kind !== 'retracted',
    })),
  });
}
