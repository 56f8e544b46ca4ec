import { createHash } from 'node:crypto';
import type { Json } from '../port';
import { endingOf } from './ending';
import { lineOf, type EventText } from './line';

/** Bytes that are handed on together: enough for a disk or a connection, and little to hold. */
const PART = 256 * 1024;
/** What one character of JavaScript's takes in UTF-8, at the most. */
const MOST_BYTES = 3;
const LINE_FEED = 0x0a;

/** What the last line says of an export beside how long it is: what was asked for. */
export type About = { readonly [key: string]: Json };

export interface LineOptions {
  /** Told with each part: events so far. */
  readonly onProgress?: (events: number) => void;
}

/**
 * Events as CloudEvents 1.0, one a line, and a last line that says how many there are and the SHA-256 of all before it. Made
 * as fast as it is taken: a slow reader slows the reading, and one that goes away ends it.
 * @throws whatever `texts` throws; then the last line is missing, and whoever reads the file is told that it was cut.
 */
export async function* eventLines(
  texts: AsyncIterable<readonly EventText[]>,
  about: About,
  { onProgress = () => undefined }: LineOptions = {},
): AsyncGenerator<Buffer, void> {
  const hash = createHash('sha256');
  const hashed = (part: Buffer): Buffer => {
    hash.update(part);
    return part;
  };
  let count = 0;
  // Written into where it goes: putting texts together first takes as long as making them.
  let part = Buffer.allocUnsafe(PART);
  let used = 0;
  for await (const events of texts) {
    for (const event of events) {
      const line = lineOf(event);
      const most = line.length * MOST_BYTES + 1;
      if (used > 0 && used + most > part.length) {
        yield hashed(part.subarray(0, used));
        onProgress(count);
        part = Buffer.allocUnsafe(Math.max(PART, most));
        used = 0;
      } else if (most > part.length) {
        part = Buffer.allocUnsafe(most);
      }
      used += part.write(line, used);
      part[used] = LINE_FEED;
      used += 1;
      count += 1;
    }
  }
  if (used > 0) yield hashed(part.subarray(0, used));
  onProgress(count);
  yield Buffer.from(`${endingOf({ events: count, sha256: hash.digest('hex') }, about)}\n`);
}
