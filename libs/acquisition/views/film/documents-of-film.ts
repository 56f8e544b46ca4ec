import type { AskedMoment } from '../asked-moment';
import { seeFilm } from '../film-events';
import { Query } from '../query';
import type { QuerySources } from '../query-sources';
import type { Entry } from './history';
import { entriesOf } from './history';
import type { DocumentShown } from './with-documents';
import { withDocuments } from './with-documents';

/** A document of a film, and the entries behind which it stands. */
export interface DocumentOfFilm extends Omit<DocumentShown, 'namedBy'> {
  readonly entries: readonly (Pick<Entry, 'eventId' | 'type' | 'sentence' | 'occurredInWords' | 'standing'> & {
    /** The event that names it: the entry itself, or one that attached it later. */
    readonly namedBy: string;
  })[];
}

/** The documents behind the entries of a film. */
export class DocumentsOfFilmQuery extends Query<readonly DocumentOfFilm[]> {
  constructor(readonly asked: AskedMoment & { readonly film: string }) {
    super();
  }
}

/** With size and type as they are kept, where no entry says them. */
async function asKept({ evidence }: QuerySources, document: DocumentOfFilm): Promise<DocumentOfFilm> {
  if (document.state !== 'ok' || document.mediaType !== undefined) return document;
  const { bytes, mediaType } = (await evidence.find(document.sha256)) ?? {};
  return bytes === undefined || mediaType === undefined ? document : { ...document, bytes, mediaType };
}

/**
 * The documents behind the entries of a film, in the order in which they were first named, each with these entries. An entry
 * that only attaches one is not among them.
 * @throws Refused for a film that is not there and a moment that cannot be.
 */
export async function documentsOfFilm(
  sources: QuerySources,
  asked: AskedMoment & { readonly film: string },
): Promise<readonly DocumentOfFilm[]> {
  const { events, moment } = await seeFilm(sources, asked.film, asked);
  const entries = entriesOf(events, moment, sources.clock.dayOf).filter(({ type }) => type !== 'EvidenceAttached');
  const found = new Map<string, DocumentOfFilm>();
  for (const entry of await withDocuments(sources, entries, events, moment?.knownAt)) {
    const { eventId, type, sentence, occurredInWords, standing } = entry;
    for (const { namedBy, ...document } of entry.documents) {
      const known = found.get(document.sha256);
      const at = { eventId, type, sentence, occurredInWords, standing, namedBy };
      // Who names it without its size may come before who names it with that.
      found.set(document.sha256, { ...document, ...known, entries: [...(known?.entries ?? []), at] });
    }
  }
  return Promise.all([...found.values()].map((document) => asKept(sources, document)));
}
