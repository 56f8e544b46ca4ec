import type { FilmState } from '../film';
import { applyCorrections } from '../film';
import type { Refusal, Rule } from './decision';
import { record, refuse } from './decision';

export interface AttachmentDetails {
  /** Id of the event that the document stands behind. */
  readonly entry: string;
  /** The document, kept already. */
  readonly sha256: string;
  /** What it is called. */
  readonly name: string;
}

/** Refuses what names a document of which nothing is kept: there would be a name in the record, and no document. */
export const refuseUnkept = (sha256: string): Refusal =>
  refuse(
    'not-kept',
    'document-not-kept',
    `No document with the SHA-256 ${sha256} is kept here. Upload it first, then record this again.`,
  );

function standsAlready(film: FilmState, { entry, sha256 }: AttachmentDetails): Refusal | undefined {
  const attached = applyCorrections(film.history).events.find(
    ({ type, data }) => type === 'EvidenceAttached' && data.entry === entry && data.document.sha256 === sha256,
  );
  if (attached === undefined) return undefined;
  return refuse('conflict', 'evidence-attached', `This document is attached to that entry already (${attached.id}).`);
}

/** Puts a document behind an earlier entry, which stays as it was recorded. */
export const attachEvidence: Rule<AttachmentDetails> = (film, details, { documents }) => {
  const { entry, sha256, name } = details;
  const recorded = film.history.find(({ id }) => id === entry);
  if (recorded === undefined)
    return refuse('not-found', 'entry-not-found', `${film.title} has no entry ${entry}. Its history lists them.`);
  if (recorded.type === 'EvidenceAttached') {
    const message = `That entry attaches a document itself: attach this one to the entry behind which both stand (${recorded.data.entry}).`;
    return refuse('conflict', 'not-attachable', message);
  }
  if (film.amendments.get(entry)?.kind === 'retracted') {
    const message = `This ${recorded.type} was retracted: attach the document to the entry that stands, or to the retraction.`;
    return refuse('conflict', 'entry-retracted', message);
  }
  const kept = documents?.get(sha256);
  if (kept === undefined) return refuseUnkept(sha256);
  return standsAlready(film, details) ?? record('EvidenceAttached', { entry, document: { name, ...kept } });
};
