import canonicalize from 'canonicalize';
import { commandIdFrom, eventIdOf } from '#event-store';

/** The id of the command of a step of a row; steps are numbered, or named where some of them may come later. */
export type IdOfStep = (step: number | string) => string;

/** Ids of commands derive from what the row says, and from which of several identical rows of the film it is. */
export function rowIds(slug: string): (said: unknown) => IdOfStep {
  const seen = new Map<string, number>();
  return (said) => {
    const content = canonicalize(said) ?? '';
    const occurrence = seen.get(content) ?? 0;
    seen.set(content, occurrence + 1);
    return (step) => commandIdFrom('import', slug, content, String(occurrence), String(step));
  };
}

/** Events that a film has already: their types, by their ids. */
export type KnownEvents = ReadonlyMap<string, string>;

/** Types of the events that are recorded under a command; none when it was not recorded before. */
export function recordedUnder(known: KnownEvents, commandId: string): readonly string[] {
  const types: string[] = [];
  for (let at = 0; ; at += 1) {
    const type = known.get(eventIdOf(commandId, at));
    if (type === undefined) return types;
    types.push(type);
  }
}
