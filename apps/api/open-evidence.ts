import type { Configuration } from '#configuration';
import type { EvidenceStore } from '#evidence';
import { openEvidenceFolder } from '#evidence/folder';

const FOLDER = /^folder:/;

/** The folder of the documents of a configuration. */
export const evidenceFolderOf = (url: string): string => url.replace(FOLDER, '');

/** Opens the place where documents are kept, as the configuration says. Nothing is made before the first document. */
export const openEvidence = (
  { evidenceStoreUrl, evidenceLimit }: Pick<Configuration, 'evidenceStoreUrl' | 'evidenceLimit'>,
  { readOnly }: { readonly readOnly: boolean },
): EvidenceStore => openEvidenceFolder({ folder: evidenceFolderOf(evidenceStoreUrl), limit: evidenceLimit, readOnly });
