/** Merkle trees as RFC 9162 defines them: roots, proofs, how they are checked, and how a tree lies on disk. */
export { EMPTY_ROOT, HASH_BYTES, leafHash, leafHashOf, nodeHash } from './hashes';
export { consistencyProof, inclusionProof, rootOf, type FullSubtree } from './merkle-tree';
export { provesConsistency, provesInclusion, type TreeHead } from './check-proofs';
export { growTree, type GrowingTree } from './growing-tree';
export { openTree, readingTree, type TreeReading } from './tree-folder';
export { writeTree, type PlacedLeaf, type TreeWriting } from './write-tree';
