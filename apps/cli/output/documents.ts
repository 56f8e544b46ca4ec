import type { DocumentShown, EntryWithDocuments } from '#acquisition/views';

const named = ({ name, state }: Pick<DocumentShown, 'name' | 'state'>): string =>
  state === 'ok' ? name : `${name}, which is ${state}`;

/** The documents behind an entry, after its sentence. One that is attached stands in its own sentence already. */
export function documentsBehind({ type, documents }: Pick<EntryWithDocuments, 'type' | 'documents'>): string {
  const told = documents.filter(({ state }) => type !== 'EvidenceAttached' || state !== 'ok');
  return told.length === 0 ? '' : ` [evidence: ${told.map(named).join('; ')}]`;
}
