/**
 * The ledger: proof that nothing in a log was altered. Canonical events are the leaves of a Merkle tree, whose head is signed
 * and recorded again and again, so that whoever kept one of these checkpoints can see that history only grew.
 */
export * from './errors';
export { leafOf } from './leaf';
export * from './tree';
export * from './notes';
export * from './record';
export * from './keep';
export * from './verify';
export * from './prove';
export * from './witness';
