import { ExportFileError } from './errors';

/** A line of a file. */
export interface Line {
  /** Counted from 1. */
  readonly number: number;
  /** Without its line feed. */
  readonly bytes: Buffer;
  /** False for a last line without a line feed. */
  readonly isEnded: boolean;
}

/** The largest event, every character of it escaped, is shorter. */
const LONGEST_LINE = 8 * 1024 * 1024;
const LINE_FEED = 0x0a;

/** The lines of a file, one in memory at a time. @throws ExportFileError for a line that is longer than any event. */
export async function* readLines(file: AsyncIterable<Uint8Array>): AsyncGenerator<Line, void> {
  let number = 1;
  let begun: Buffer[] = [];
  let length = 0;
  for await (const chunk of file) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = 0;
    for (let to = bytes.indexOf(LINE_FEED); to !== -1; to = bytes.indexOf(LINE_FEED, from)) {
      const rest = bytes.subarray(from, to);
      yield { number, bytes: begun.length === 0 ? rest : Buffer.concat([...begun, rest]), isEnded: true };
      number += 1;
      from = to + 1;
      begun = [];
      length = 0;
    }
    if (from === bytes.length) continue;
    begun.push(bytes.subarray(from));
    length += bytes.length - from;
    if (length > LONGEST_LINE) {
      throw new ExportFileError('altered', number, `Line ${number} is longer than any event: this is no export.`);
    }
  }
  if (length > 0) yield { number, bytes: Buffer.concat(begun), isEnded: false };
}
