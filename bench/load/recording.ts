import { hash } from 'node:crypto';
import type { NewEvent, Position, RecordedEvent } from '#event-store';
import { eventIdOf } from '#event-store';
import type { FilmState } from '#acquisition/domain';
import { evolve, noFilm } from '#acquisition/domain';
import { actorMetadata, filmCodec, filmStream, storedData, storedName, toFilmEvent } from '#acquisition/film-stream';
import type { Step } from './step';

/** Events to be appended together, and what the stream must be at. */
export interface MadeAppend {
  readonly stream: string;
  readonly expected: 'no-stream' | bigint;
  /** With the time at which they are to be recorded. */
  readonly events: readonly NewEvent[];
}

/** A film on the way, and what its commands came to. */
export interface Recording {
  film: FilmState;
  /** What is to be appended for a step; undefined when the rule refuses it. */
  record(step: Step): MadeAppend | undefined;
  /** Why the last step was refused. */
  refusal?: string;
}

const AGENT = { user: 'agent', role: 'sales agent' };
const EXECUTIVE = { user: 'head of sales', role: 'executive' };

/** Nobody approves what they ask for. */
const actorOf = (command: string) => (command === 'Approve offer' ? EXECUTIVE : AGENT);

/**
 * Records steps as the product does: the rule decides on the folded film, the codec checks and encodes, and what is
 * stored is what is folded next.
 */
export function recordingOf(filmId: string): Recording {
  const stream = filmStream(filmId);
  let revision = -1n;

  const recording: Recording = {
    film: noFilm(filmId),
    record({ at, id, command, details, occurredAt, source, decide }) {
      const recordedAt = new Date(at).toISOString();
      const now = { instant: recordedAt, day: recordedAt.slice(0, 10) };
      const actor = actorOf(command);
      const decision = decide(recording.film, { id, now, occurredAt, source, actor });
      if (decision.refused) {
        recording.refusal = `${command}: ${decision.message}`;
        return undefined;
      }
      const commandDigest = hash('sha256', `${command} ${JSON.stringify(details)}`);
      const metadata = { ...actorMetadata(actor), correlationId: id, commandId: id, commandDigest };
      const events = decision.facts.map((fact, index) => ({
        id: eventIdOf(id, index),
        recordedAt,
        ...filmCodec.encode(storedName(fact.type), storedData(fact, occurredAt, source), metadata),
      }));
      const expected = revision < 0n ? 'no-stream' : revision;
      const first = revision + 1n;
      const recorded = events.map((event, index): RecordedEvent => ({
        ...event,
        stream,
        revision: first + BigInt(index),
        position: '' as Position,
      }));
      recording.film = evolve(recording.film, recorded.map(toFilmEvent));
      revision += BigInt(events.length);
      return { stream, expected, events };
    },
  };
  return recording;
}
