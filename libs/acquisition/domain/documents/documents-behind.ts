import type { FilmEvent } from '../events';
import { applyCorrections } from '../film';
import type { DocumentNamed } from './documents-in';
import { documentsIn } from './documents-in';

/** A document that stands behind an entry. */
export interface DocumentBehind extends DocumentNamed {
  /** The event that names it: the entry itself, or one that attached it later. */
  readonly namedBy: string;
}

/**
 * The documents behind entries, by the ids of these: those that an entry names, as it stands, and those that were attached
 * to it, but for attachments that were retracted. Each once for an entry; entries without documents are left out.
 * @param events of one film, as far as they are known, in the order of recording.
 */
export function documentsBehind(events: readonly FilmEvent[]): ReadonlyMap<string, readonly DocumentBehind[]> {
  const { events: standing } = applyCorrections(events);
  const right = new Map(standing.map((event) => [event.id, event]));
  const behind = new Map<string, Map<string, DocumentBehind>>();
  const put = (entry: string, document: DocumentNamed, namedBy: string): void => {
    const documents = behind.get(entry) ?? new Map<string, DocumentBehind>();
    behind.set(entry, documents);
    if (!documents.has(document.sha256)) documents.set(document.sha256, { ...document, namedBy });
  };
  for (const event of events)
    for (const document of documentsIn(right.get(event.id) ?? event)) put(event.id, document, event.id);
  for (const { id, type, data } of standing) if (type === 'EvidenceAttached') put(data.entry, data.document, id);
  return new Map([...behind].map(([entry, documents]) => [entry, [...documents.values()]]));
}
