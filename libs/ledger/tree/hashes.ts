import { hash } from 'node:crypto';

/** Bytes of a hash: SHA-256. */
export const HASH_BYTES = 32;

/**
 * The hash of a leaf: SHA-256 over a zero byte and what the leaf holds, as UTF-8.
 * @see RFC 9162, 2.1.1
 */
export const leafHash = (text: string): Buffer => hash('sha256', `\u0000${text}`, 'buffer');

/** The same of bytes. */
export const leafHashOf = (bytes: Uint8Array): Buffer => hash('sha256', Buffer.concat([Buffer.of(0), bytes]), 'buffer');

const node = Buffer.alloc(1 + 2 * HASH_BYTES);
node[0] = 1;

/**
 * The hash of two subtrees side by side: SHA-256 over a byte of one and their hashes.
 * @see RFC 9162, 2.1.1
 */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  node.set(left, 1);
  node.set(right, 1 + HASH_BYTES);
  return hash('sha256', node, 'buffer');
}

/** The root of a tree without leaves. @see RFC 9162, 2.1.1 */
export const EMPTY_ROOT = hash('sha256', '', 'buffer');
