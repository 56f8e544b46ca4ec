import type { DocumentNamed } from '#acquisition/domain';
import { documentsIn } from '#acquisition/domain';
import { filmCodec, isFilmStream, toFilmEvent } from '#acquisition/film-stream';
import { isMarketStream, marketCodec, toMarketEvent } from '#acquisition/market-stream';
import type { RecordedEvent } from '#event-store';
import type { NamedDocument } from '#evidence';

/** A document, and the event of the log that names it. */
export interface DocumentInLog extends NamedDocument, DocumentNamed {
  readonly eventId: string;
  readonly stream: string;
  readonly position: string;
}

function named(recorded: RecordedEvent): readonly DocumentNamed[] {
  if (isFilmStream(recorded.stream)) return documentsIn(toFilmEvent(filmCodec.decode(recorded)));
  return isMarketStream(recorded.stream) ? documentsIn(toMarketEvent(marketCodec.decode(recorded))) : [];
}

/** Every document has a digest, whatever names it: most events name none, and are not decoded to find that out. */
function mayName({ data, type }: RecordedEvent): boolean {
  if (type === 'EvidenceAttached' || type === 'EntryCorrected') return true;
  const { source, evidence } = data;
  return evidence !== undefined || (typeof source === 'object' && source !== null && 'sha256' in source);
}

/** The documents that an event names, each once. @throws EventDecodeError for an event that cannot be read. */
export function documentsNamedBy(recorded: RecordedEvent): readonly DocumentInLog[] {
  if (!mayName(recorded)) return [];
  const { id: eventId, stream, position } = recorded;
  const byDigest = new Map(named(recorded).map((document) => [document.sha256, document]));
  return [...byDigest.values()].map((document) => ({ ...document, eventId, stream, position }));
}

/**
 * The documents that events name, in the order of these: what `verifyEvidence` takes. A document comes as often as it is named.
 * @throws EventDecodeError for an event that cannot be read; whatever `events` throws.
 */
export async function* documentsNamedIn(events: AsyncIterable<RecordedEvent>): AsyncGenerator<DocumentInLog> {
  for await (const event of events) yield* documentsNamedBy(event);
}
