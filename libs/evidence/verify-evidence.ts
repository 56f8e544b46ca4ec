import type { DocumentState, EvidenceStore } from './port';

/** A document, as an entry names it. */
export interface NamedDocument {
  readonly sha256: string;
  readonly name: string;
}

/**
 * Reads every document that is named, all of it, and says of each what it found, as soon as it has: once, for whoever names
 * it first. Memory grows by a name for each document.
 * @param named in the order in which they are to be told; the same document may come any number of times.
 * @throws EvidenceError `unavailable` where what is there cannot be read; whatever `named` throws.
 */
export async function* verifyEvidence<Named extends NamedDocument>(
  named: AsyncIterable<Named>,
  store: Pick<EvidenceStore, 'check'>,
): AsyncGenerator<Named & { readonly state: DocumentState }> {
  const told = new Set<string>();
  for await (const document of named) {
    if (told.has(document.sha256)) continue;
    told.add(document.sha256);
    yield { ...document, state: await store.check(document.sha256, { anew: true }) };
  }
}
