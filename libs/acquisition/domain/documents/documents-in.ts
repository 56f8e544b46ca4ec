import type { Evidence, Fact, MarketFact, Source } from '../events';

/** A document, as an entry names it. */
export interface DocumentNamed {
  readonly name: string;
  /** SHA-256 of its bytes, 64 hexadecimal digits. */
  readonly sha256: string;
  /** Where the entry says so. */
  readonly bytes?: number;
  readonly mediaType?: string;
}

const isEvidence = (value: unknown): value is Evidence =>
  typeof value === 'object' && value !== null && 'name' in value && 'sha256' in value;

function documentsOf({ type, data }: Fact | MarketFact): readonly DocumentNamed[] {
  switch (type) {
    case 'EvidenceAttached':
      return [data.document];
    case 'FilmAcquired':
    case 'LongFormExecuted':
      return data.evidence === undefined ? [] : [data.evidence];
    case 'EntryCorrected': {
      const { evidence } = data.changes;
      return isEvidence(evidence) ? [evidence] : [];
    }
    default:
      return [];
  }
}

/** The documents that an entry names: what it is recorded on the word of, and those that it has in itself. */
export const documentsIn = (entry: (Fact | MarketFact) & { readonly source: Source }): readonly DocumentNamed[] => [
  ...(entry.source.kind === 'document' ? [{ name: entry.source.name, sha256: entry.source.sha256 }] : []),
  ...documentsOf(entry),
];
