import { createHash } from 'node:crypto';
import type { EventStore, RecordedEvent } from '#event-store';

/**
 * A log of which every event says what it must be: an append of `size` events to a stream, from revision `first` on,
 * has `append: "<first>+<size>"` in its metadata, and `<stream> <revision>` as the text of its data (or as its title,
 * where it is the first).
 */
export interface WholeLog {
  readonly events: readonly RecordedEvent[];
  /** Of the first `count` events, every byte of them. */
  digest(count: number): string;
}

const lineOf = (event: RecordedEvent): string => JSON.stringify({ ...event, revision: String(event.revision) });

/** Everything in the log, in order. */
export async function readWholeLog(store: EventStore): Promise<WholeLog> {
  const events: RecordedEvent[] = [];
  for await (const event of store.readAll()) events.push(event);
  return {
    events,
    digest: (count) => {
      const hash = createHash('sha256');
      for (const event of events.slice(0, count)) hash.update(lineOf(event)).update('\n');
      return hash.digest('hex');
    },
  };
}

/** What an append of such a log was answered with. */
export interface Acknowledged {
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
}

/** The lines `<stream> <revision> <position>` of what a process said. */
export const acknowledgedIn = (said: readonly string[]): Acknowledged[] =>
  said.flatMap((line) => {
    const [stream = '', revision, position] = line.split(' ');
    return position === undefined ? [] : [{ stream, revision: Number(revision), position }];
  });

/** What is wrong with the log, a sentence each; nothing when it holds all that was acknowledged, once, whole, in order. */
export function faultsOf({ events }: WholeLog, acknowledged: readonly Acknowledged[]): readonly string[] {
  const faults: string[] = [];
  const next = new Map<string, number>();
  const open = new Map<string, number>();
  const ids = new Set<string>();
  events.forEach((event, index) => {
    const where = `${event.stream} revision ${String(event.revision)} at position ${event.position}`;
    if (Number(event.position) !== index + 1) faults.push(`${where} is the event of number ${String(index + 1)}.`);
    const due = next.get(event.stream) ?? 0;
    if (Number(event.revision) !== due) faults.push(`${where} comes where revision ${String(due)} is due.`);
    next.set(event.stream, Number(event.revision) + 1);
    if (ids.has(event.id)) faults.push(`${where} has the id of another event.`);
    ids.add(event.id);
    const says = event.data['text'] ?? event.data['title'];
    if (says !== `${event.stream} ${String(event.revision)}`) faults.push(`${where} says ${JSON.stringify(says)}.`);
    const [first = Number.NaN, size = Number.NaN] = (event.metadata['append'] ?? '').split('+').map(Number);
    const end = open.get(event.stream);
    if (first === due ? end !== undefined : end !== first + size) faults.push(`${where} is of half an append.`);
    if (due + 1 === first + size) open.delete(event.stream);
    else open.set(event.stream, first + size);
  });
  for (const [stream, end] of open) faults.push(`${stream} ends within an append up to ${String(end)}.`);
  for (const { stream, revision, position } of acknowledged) {
    const event = events[Number(position) - 1];
    if (event?.stream !== stream || Number(event.revision) !== revision)
      faults.push(`${stream} revision ${String(revision)} was acknowledged at position ${position} and is not there.`);
  }
  return faults;
}
