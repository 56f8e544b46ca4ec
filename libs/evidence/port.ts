import type { Readable } from 'node:stream';
import type { MediaType } from './media-type';

/** A document that is kept. */
export interface Stored {
  /** SHA-256 of its bytes, 64 hexadecimal digits in small letters: the name that it has here. */
  readonly sha256: string;
  readonly bytes: number;
  /** As its bytes tell it, never as somebody calls it. */
  readonly mediaType: MediaType;
}

/** What became of a document that was put. */
export interface Put extends Stored {
  /** True when it was kept already, whole: nothing was written. */
  readonly repeated: boolean;
}

/** `altered`: there is something under its name, and its bytes are not those that it was named by. */
export type DocumentState = 'ok' | 'missing' | 'altered';

/**
 * Where documents are kept, each under the SHA-256 of its bytes, never changed. The same document twice is one document.
 *
 * Every adapter makes the same promises; `contract/` tries them.
 */
export interface EvidenceStore {
  /**
   * Keeps a document, hashed while it comes. It is durable when this resolves; when it rejects, nothing of it is left. What
   * is kept under its name with other bytes is put right.
   * @throws EvidenceError `empty`, `too-large`, `cut-off` where `content` fails; `full`, `read-only`, `unavailable`.
   */
  put(content: AsyncIterable<Uint8Array>): Promise<Put>;
  /** What is kept under a name, without reading all of it; undefined when nothing is. @throws EvidenceError `unavailable` */
  find(sha256: string): Promise<Stored | undefined>;
  /** Its bytes as they are, from the first to the last; undefined when there are none. @throws EvidenceError `unavailable` */
  open(sha256: string): Promise<Readable | undefined>;
  /**
   * Whether a document is what it was named by. Reads all of it; not again what was found right here before and has not been
   * touched since, unless `anew` is asked for.
   * @throws EvidenceError `unavailable` where what is there cannot be read.
   */
  check(sha256: string, options?: { readonly anew?: boolean }): Promise<DocumentState>;
  /** The names of all that is kept, in order; those after a name, where one is given. @throws EvidenceError `unavailable` */
  list(options?: { readonly after?: string }): AsyncIterable<string>;
}
