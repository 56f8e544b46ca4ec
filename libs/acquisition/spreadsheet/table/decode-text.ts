import { unreadable } from '../problem';

const starts = (bytes: Buffer, ...with_: readonly number[]): boolean => with_.every((byte, at) => bytes[at] === byte);

/** Control characters that no text has; tabs and line ends are none. */
const BINARY = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/;

function decoded(bytes: Buffer): string {
  if (starts(bytes, 0xef, 0xbb, 0xbf)) return new TextDecoder('utf-8').decode(bytes);
  if (starts(bytes, 0xff, 0xfe)) return new TextDecoder('utf-16le').decode(bytes);
  if (starts(bytes, 0xfe, 0xff)) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/**
 * The text of a file: UTF-8, UTF-16 by its byte-order mark, and otherwise Windows-1252, in which Excel saves.
 * @throws SpreadsheetError for what is no text.
 */
export function decodeText(bytes: Buffer): string {
  const text = decoded(bytes);
  if (BINARY.test(text)) {
    throw unreadable('The file is no text, and no Excel workbook: save it as .xlsx or .csv, and import that.');
  }
  return text;
}
