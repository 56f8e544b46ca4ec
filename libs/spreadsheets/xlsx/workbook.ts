import { zipArchive } from '#zip';
import type { Rows, Sheet } from '../sheet';
import { partsBeside, sheetPart } from './parts';
import { worksheet } from './worksheet';

/** Bytes that are handed on together. */
const PART = 64 * 1024;

async function* one(text: string): AsyncGenerator<Uint8Array, void> {
  yield await Promise.resolve(Buffer.from(text));
}

async function* archived(sheets: readonly Sheet<Rows>[]): AsyncGenerator<Uint8Array, void> {
  const { add, end } = zipArchive();
  for (const [name, text] of Object.entries(partsBeside(sheets.map(({ name }) => name)))) yield* add(name, one(text));
  for (const [n, sheet] of sheets.entries()) yield* add(sheetPart(n + 1), worksheet(sheet));
  yield* end();
}

/**
 * Sheets as a workbook (Office Open XML, ECMA-376): headings bold and always in sight, days as days, texts as texts. It is made
 * while it is taken: no more of a sheet is held than its first 1,000 rows and a part, and rows that nobody takes any more are
 * ended.
 * @throws Error for more rows than a spreadsheet holds; whatever the rows throw.
 */
export async function* workbookOf(sheets: readonly Sheet<Rows>[]): AsyncGenerator<Uint8Array, void> {
  let parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of archived(sheets)) {
    parts.push(part);
    bytes += part.length;
    if (bytes < PART) continue;
    yield Buffer.concat(parts);
    [parts, bytes] = [[], 0];
  }
  yield Buffer.concat(parts);
}

/** Small sheets as a workbook, all of it in memory. */
export async function xlsxOf(...sheets: readonly Sheet<Rows>[]): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of workbookOf(sheets)) parts.push(part);
  return Buffer.concat(parts);
}
