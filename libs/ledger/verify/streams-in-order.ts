import type { EventHead, EventFound, Finding } from './verdict';
import { nameOf, upper } from './verdict';

type Place = Pick<EventHead, 'revision' | 'recordedAt'>;

/** What a range of a log has of a stream: its first event there and its last one. */
export interface StreamPart {
  readonly stream: string;
  readonly first: Place;
  readonly last: Place;
}

/** The parts of streams that follow each other in number and in time, event by event. */
export interface StreamParts {
  /** False: it does not follow the one before it in its stream. */
  readonly add: (event: EventHead) => boolean;
  readonly parts: () => readonly StreamPart[];
}

const follows = (before: Place, { revision, recordedAt }: Place): boolean =>
  revision === before.revision + 1n && recordedAt >= before.recordedAt;

export function streamParts(): StreamParts {
  const parts = new Map<string, { readonly stream: string; readonly first: Place; last: Place }>();
  return {
    add: ({ stream, revision, recordedAt }) => {
      const place = { revision, recordedAt };
      const part = parts.get(stream);
      if (part === undefined) parts.set(stream, { stream, first: place, last: place });
      else if (follows(part.last, place)) part.last = place;
      else return false;
      return true;
    },
    parts: () => [...parts.values()],
  };
}

/** Whether the events of each stream follow each other, in number and in time. */
export interface StreamsInOrder {
  /** What is wrong with the next event of the log. */
  readonly findIn: (event: EventHead, found: EventFound) => readonly Finding[];
  /** Whether what the next range has of each stream follows what was there. */
  readonly areContinuedBy: (parts: readonly StreamPart[]) => boolean;
  /** Goes on after a range. */
  readonly take: (parts: readonly StreamPart[]) => void;
  readonly lastRevisions: () => ReadonlyMap<string, bigint>;
}

/** @param fromBeginning False: streams may have begun before. */
export function streamsInOrder(fromBeginning: boolean): StreamsInOrder {
  const last = new Map<string, Place>();
  return {
    findIn: ({ stream, revision, recordedAt }, event) => {
      const before = last.get(stream);
      const first = fromBeginning ? 0n : revision;
      const due = before === undefined ? first : before.revision + 1n;
      const findings: Finding[] = [];
      if (revision !== due) {
        const message = `${upper(nameOf(event))} should have revision ${String(due)}: one of its stream was removed, added or moved.`;
        findings.push({ code: 'renumbered', message, event });
      }
      if (before !== undefined && recordedAt < before.recordedAt) {
        const message = `${upper(nameOf(event))} says that it was recorded at ${recordedAt}, earlier than the one before it in its stream, at ${before.recordedAt}.`;
        findings.push({ code: 're-dated', message, event });
      }
      last.set(stream, { revision, recordedAt });
      return findings;
    },
    areContinuedBy: (parts) =>
      parts.every(({ stream, first }) => {
        const before = last.get(stream);
        return before === undefined ? !fromBeginning || first.revision === 0n : follows(before, first);
      }),
    take: (parts) => {
      for (const part of parts) last.set(part.stream, part.last);
    },
    lastRevisions: () => new Map([...last].map(([stream, { revision }]) => [stream, revision])),
  };
}
