/** Documents in a folder. */
export { openEvidenceFolder, type EvidenceFolderOptions } from './folder-store';
