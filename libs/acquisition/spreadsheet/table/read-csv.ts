import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import type { SpreadsheetLimits } from '../limits';
import { unreadable } from '../problem';
import { decodeText } from './decode-text';
import { delimiterOf } from './delimiter';
import { rowsWithin } from './keep-within';
import type { Cell, Workbook } from './table';

/** Characters that are parsed before others have their turn. */
const PIECE = 65_536;

async function* piecesOf(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += PIECE) {
    yield text.slice(at, at + PIECE);
    await nextTurn();
  }
}

const cellOf = (text: string): Cell | undefined => {
  const trimmed = text.trim();
  return trimmed === '' ? undefined : { kind: 'text', text: trimmed };
};

function problemOf(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    const line = typeof error['lines'] === 'number' ? ` before line ${String(error['lines'])}` : '';
    return unreadable(`A quotation mark is opened${line} and never closed: close it, or double it inside a cell.`);
  }
  return unreadable(`The file cannot be read as CSV: ${error.message}`);
}

/**
 * A text file of cells with `;`, `,`, tabs or `|` between them. Read piece by piece and only up to the limit.
 * @throws SpreadsheetError
 */
export function readCsv(bytes: Buffer, limits: SpreadsheetLimits): Workbook {
  const { delimiter, rest } = delimiterOf(decodeText(bytes));
  const read = async () => {
    const { rows, add } = rowsWithin(limits);
    const longestRow = limits.columns * limits.cellLength;
    const options = { delimiter, relax_column_count: true, relax_quotes: true, max_record_size: longestRow };
    const records = Readable.from(piecesOf(rest)).pipe(parse(options));
    let number = 0;
    try {
      for await (const record of records as AsyncIterable<readonly string[]>) {
        number += 1;
        const cells = record.map(cellOf);
        add(number, cells.slice(0, cells.findLastIndex((cell) => cell !== undefined) + 1));
      }
    } catch (error) {
      throw problemOf(error);
    }
    return { name: '', rows };
  };
  return { format: 'csv', sheets: [''], read };
}
