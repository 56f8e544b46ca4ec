/** Documents behind entries: the port of where they are kept, what they are, and whether they still are what they were. */
export { copyEvidence, type CopiedEvidence } from './copy-evidence';
export { EvidenceError, isEvidenceError, type EvidenceErrorCode } from './errors';
export { ENDINGS, mediaTypeOf, type MediaType } from './media-type';
export type { DocumentState, EvidenceStore, Put, Stored } from './port';
export type { RandomAccess } from './random-access';
export { verifyEvidence, type NamedDocument } from './verify-evidence';
