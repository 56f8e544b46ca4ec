import { createHash } from 'node:crypto';
import type { Json } from '../port';
import { endingOf } from './ending';
import { lineOf, type EventText } from './line';

/** Characters that are handed on together: enough for a disk or a connection, and little to hold. */
const PART = 64 * 1024;

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
  const written = (text: string): Buffer => {
    const part = Buffer.from(text);
    hash.update(part);
    return part;
  };
  let count = 0;
  let text = '';
  for await (const events of texts) {
    for (const event of events) {
      text += `${lineOf(event)}\n`;
      count += 1;
      if (text.length < PART) continue;
      yield written(text);
      text = '';
      onProgress(count);
    }
  }
  if (text !== '') yield written(text);
  onProgress(count);
  yield Buffer.from(`${endingOf({ events: count, sha256: hash.digest('hex') }, about)}\n`);
}
