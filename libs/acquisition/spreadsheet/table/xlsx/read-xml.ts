import { StringDecoder } from 'node:string_decoder';
import { SaxesParser } from 'saxes';
import { unreadable } from '../../problem';
import type { ZipEntry } from './zip';

export type Attributes = Readonly<Record<string, string>>;

/** What happens to the elements of a document; names come without their prefix. */
export interface XmlReader {
  readonly open?: (name: string, attributes: Attributes) => void;
  readonly close?: (name: string) => void;
  /** Text, perhaps in several pieces. */
  readonly text?: (text: string) => void;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Reads a document from its beginning to its end, piece by piece. Entities of its own are not known, so none can grow.
 * @throws SpreadsheetError for what is no XML; whatever `reader` throws.
 */
export async function readXml({ read }: ZipEntry, reader: XmlReader): Promise<void> {
  const parser = new SaxesParser();
  const decoder = new StringDecoder('utf8');
  parser.on('opentag', ({ name, attributes }) => reader.open?.(local(name), attributes));
  parser.on('closetag', ({ name }) => reader.close?.(local(name)));
  parser.on('text', (text) => reader.text?.(text));
  parser.on('error', () => {
    throw unreadable('The workbook has a part that is no XML: open it in Excel, save it anew, and import that.');
  });
  for await (const chunk of read()) parser.write(decoder.write(chunk));
  parser.write(decoder.end()).close();
}
