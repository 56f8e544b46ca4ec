import type { DocumentBehind, FilmEvent } from '#acquisition/domain';
import { documentsBehind } from '#acquisition/domain';
import type { DocumentState } from '#evidence';
import { isEvidenceError } from '#evidence';
import type { QuerySources } from '../query-sources';
import type { Entry } from './history';

/** A document behind an entry, and whether it still is what the entry names; `unreadable`: that cannot be told now. */
export interface DocumentShown extends DocumentBehind {
  readonly state: DocumentState | 'unreadable';
}

/** An entry with the documents that stand behind it. */
export interface EntryWithDocuments extends Entry {
  readonly documents: readonly DocumentShown[];
}

/** What is recorded is shown whatever ails the disk on which a document lies. */
async function stateOf(evidence: QuerySources['evidence'], sha256: string): Promise<DocumentShown['state']> {
  try {
    return await evidence.check(sha256);
  } catch (error) {
    if (isEvidenceError(error)) return 'unreadable';
    throw error;
  }
}

/**
 * Entries with the documents behind them, each looked at now.
 * @param events of their film; with `knownAt`, documents that were attached later are left out.
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
  const states = new Map<string, DocumentShown['state']>();
  const shown: EntryWithDocuments[] = [];
  for (const entry of entries) {
    const documents: DocumentShown[] = [];
    for (const document of behind.get(entry.eventId) ?? []) {
      const state = states.get(document.sha256) ?? (await stateOf(evidence, document.sha256));
      states.set(document.sha256, state);
      documents.push({ ...document, state });
    }
    shown.push({ ...entry, documents });
  }
  return shown;
}
