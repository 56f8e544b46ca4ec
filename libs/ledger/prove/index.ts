/** Proofs for whoever keeps checkpoints. */
export {
  isConsistent,
  isIncluded,
  proveConsistency,
  proveInclusion,
  type ConsistencyProof,
  type InclusionProof,
} from './prove';
