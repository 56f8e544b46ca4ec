import { eventIdOf } from '#event-store';
import type { Actor, At, Entry, Fact, FilmEvent, FilmState, OccurredAt, Refusal, Source } from '#acquisition/domain';
import { evolve } from '#acquisition/domain';
import type { Step } from './step';

/** An event that is to be recorded, and the command that it belongs to. */
export interface PlannedEvent {
  readonly id: string;
  readonly commandId: string;
  readonly fact: Fact;
  readonly occurredAt: OccurredAt;
  readonly source: Source;
}

/** What is the same for all rows of an import. */
export interface ImportContext {
  /** Name of the file, without its folder. */
  readonly file: string;
  readonly now: At;
  readonly actor: Actor;
}

/** An entry of which it is not known yet how many commands it takes. */
export type RowEntry = Omit<Entry, 'id'>;

/** The events that the rules decided on, and the film with them. */
export interface Planned {
  readonly film: FilmState;
  readonly events: readonly PlannedEvent[];
}

const asEvent = ({ id, fact, occurredAt, source }: PlannedEvent, entry: RowEntry, revision: number) =>
  ({ ...fact, id, occurredAt, source, actor: entry.actor, recordedAt: entry.now.instant, revision }) as FilmEvent;

/**
 * Asks the domain's rules, step by step, each on the film that the one before made: all of them or none.
 * @param idOf the id of the command of each step.
 * @param begun id of the offer, deal or mandate that they are about. Default: what the first of them begins.
 */
export function attempt(
  film: FilmState,
  steps: readonly Step[],
  idOf: (step: number) => string,
  entry: RowEntry,
  begun = idOf(0),
): Planned | Refusal {
  let next = film;
  const events: PlannedEvent[] = [];
  for (const [index, step] of steps.entries()) {
    const commandId = idOf(index);
    const occurredAt = step.occurredAt ?? entry.occurredAt;
    const decision = step.decide(next, { ...entry, id: commandId, occurredAt }, begun);
    if (decision.refused) return decision;
    const planned = decision.facts.map((fact, at) => ({
      id: eventIdOf(commandId, at),
      commandId,
      fact,
      occurredAt: fact.occurredAt ?? occurredAt,
      source: entry.source,
    }));
    const revision = next.history.length;
    next = evolve(
      next,
      planned.map((event, at) => asEvent(event, entry, revision + at)),
    );
    events.push(...planned);
  }
  return { film: next, events };
}

/** On whose word a row is recorded, with the fields that no event has a place for. */
export const importSource = (
  { file }: ImportContext,
  row: string,
  cites: readonly string[],
  kept: Readonly<Record<string, unknown>>,
): Source => ({ kind: 'import', file, row, cites, ...(Object.keys(kept).length === 0 ? {} : { kept }) });
