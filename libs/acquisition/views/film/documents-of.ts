import type { Evidence, FilmEvent } from '#acquisition/domain';
import type { Entry } from './history';

/** A paper that an entry rests on: its source, or the memo or long form that was signed. */
export interface CitedDocument extends Evidence {
  readonly eventId: string;
}

const evidenceIn = (data: FilmEvent['data']): readonly Evidence[] => ('evidence' in data ? [data.evidence] : []);

/** The documents behind entries, known by their SHA-256. */
export const documentsOf = (entries: readonly Entry[]): readonly CitedDocument[] =>
  entries.flatMap(({ eventId, source, data }) =>
    [...(source.kind === 'document' ? [source] : []), ...evidenceIn(data)].map(({ name, sha256 }) => ({
      name,
      sha256,
      eventId,
    })),
  );
