/** What every place where documents are kept promises, as tests. */
export { evidenceStoreContract, inPieces, listed, type EvidenceSubject } from './evidence-store';
