import type { DocumentBehind, FilmEvent } from '#acquisition/domain';
import { documentsBehind } from '#acquisition/domain';
import type { DocumentState } from '#evidence';
import type { QuerySources } from '../query-sources';
import type { Entry } from './history';

/** A document behind an entry, and whether it still is what the entry names. */
export interface DocumentShown extends DocumentBehind {
  readonly state: DocumentState;
}

/** An entry with the documents that stand behind it. */
export interface EntryWithDocuments extends Entry {
  readonly documents: readonly DocumentShown[];
}

/**
 * Entries with the documents behind them, each looked at now.
 * @param events of their film; with `knownAt`, documents that were attached later are left out.
 * @throws EvidenceError `unavailable`
 */
export async function withDocuments(
  { evidence }: Pick<QuerySources, 'evidence'>,
  entries: readonly Entry[],
  events: readonly FilmEvent[],
  knownAt?: string,
): Promise<readonly EntryWithDocuments[]> {
  const behind = documentsBehind(
    knownAt === undefined ? events : events.filter(({ recordedAt }) => recordedAt <= knownAt),
  );
  const states = new Map<string, DocumentState>();
  const shown: EntryWithDocuments[] = [];
  for (const entry of entries) {
    const documents: DocumentShown[] = [];
    for (const document of behind.get(entry.eventId) ?? []) {
      const state = states.get(document.sha256) ?? (await evidence.check(document.sha256));
      states.set(document.sha256, state);
      documents.push({ ...document, state });
    }
    shown.push({ ...entry, documents });
  }
  return shown;
}
