import type { RecordedEvent, RecordedText } from '#event-store';
import { EventStoreError, canonical, canonicalOfText } from '#event-store';
import { leafHash } from './tree';

/**
 * The leaf of an event: over everything of it but its position, in canonical form (RFC 8785). Positions are their store's own;
 * the order of the log is the order of the leaves. So a copy of a log in another store has the same tree.
 * @throws EventStoreError `corrupt` for an event that has no such form, because a number in it is beyond all bounds: none was
 * recorded like that.
 */
export function leafOf(event: RecordedEvent): Buffer {
  let text: string;
  try {
    text = canonical(event);
  } catch (cause) {
    throw new EventStoreError(
      'corrupt',
      `The event at position ${event.position} has no canonical form: stop, keep a copy of the log, and restore it from a backup.`,
      { cause },
    );
  }
  return leafHash(text);
}

/** The leaf of an event whose text is in canonical form, as logs have it; of another text, a hash that no leaf has. */
export const leafOfText = (event: RecordedText): Buffer => leafHash(canonicalOfText(event));
