import { Zip, ZipDeflate } from 'fflate';

/** The same for every archive, so that the same content gives the same bytes. */
const MADE = new Date(2000, 0, 1);
const LEVEL = 6;

/** What fits into the fields of an archive without its 64-bit extensions, which are not written (APPNOTE.TXT of PKWARE, 4.4.1.4). */
const MOST_BYTES = 0xffff_fffe;
const MOST_FILES = 0xfffe;

/** An archive that is made while it is taken: what is given out is not held, and nothing is read before it is asked for. */
export interface ZipArchive {
  /**
   * Adds a file, and gives what there is of the archive meanwhile. To be taken to its end before the next is added; whoever stops
   * before that ends the content.
   * @throws whatever the content throws; Error for more than an archive holds.
   */
  readonly add: (name: string, content: AsyncIterable<Uint8Array>) => AsyncGenerator<Uint8Array, void>;
  /** The end of the archive, without which it is none. */
  readonly end: () => Generator<Uint8Array, void>;
}

/** Begins an archive. */
export function zipArchive(): ZipArchive {
  const parts: Uint8Array[] = [];
  let [files, written] = [0, 0];
  const zip = new Zip((error, part) => {
    if (error !== null) throw error;
    written += part.length;
    parts.push(part);
  });
  const refuseBeyond = (bytes: number): void => {
    if (bytes <= MOST_BYTES && written <= MOST_BYTES && files <= MOST_FILES) return;
    throw new Error('An archive holds at most 4 GB, and 65,534 files: this one would have more.');
  };
  return {
    async *add(name, content) {
      const file = new ZipDeflate(name, { level: LEVEL });
      file.mtime = MADE;
      zip.add(file);
      files += 1;
      let bytes = 0;
      for await (const chunk of content) {
        file.push(chunk);
        bytes += chunk.length;
        refuseBeyond(bytes);
        yield* parts.splice(0);
      }
      file.push(new Uint8Array(), true);
      refuseBeyond(bytes);
      yield* parts.splice(0);
    },
    *end() {
      zip.end();
      yield* parts.splice(0);
    },
  };
}
