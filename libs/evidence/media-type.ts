import type { RandomAccess } from './random-access';
import { findZipNames } from './zip-names';

/** What documents of the trade are; anything else is bytes. */
export type MediaType =
  | 'application/pdf'
  | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  | 'application/vnd.ms-outlook'
  | 'message/rfc822'
  | 'image/png'
  | 'image/jpeg'
  | 'image/heic'
  | 'text/plain'
  | 'application/octet-stream';

/** How the name of a file of a type ends. */
export const ENDINGS: Readonly<Record<MediaType, string>> = {
  'application/pdf': '.pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': '.xlsx',
  'application/vnd.ms-outlook': '.msg',
  'message/rfc822': '.eml',
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/heic': '.heic',
  'text/plain': '.txt',
  'application/octet-stream': '.bin',
};

/** So much of the beginning tells a text or a mail from other bytes. */
const HEAD_BYTES = 65_536;

const startsWith = (head: Buffer, ...bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => head[index] === byte);

const ascii = (head: Buffer, from: number, to: number): string => head.toString('latin1', from, to);

/** ISO/IEC 23008-12: the brands of still pictures coded in HEVC. A file names one first, then all that it keeps to. */
function isHeic(head: Buffer): boolean {
  if (ascii(head, 4, 8) !== 'ftyp') return false;
  const length = Math.min(head.readUInt32BE(0), head.length);
  for (let at = 8; at + 4 <= length; at += 4)
    if (at !== 12 && ['heic', 'heix'].includes(ascii(head, at, at + 4))) return true;
  return false;
}

/** Parts by which Office tells its own documents apart; with macros they are documents of another kind. */
const OFFICE_PARTS = [
  ['word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
] as const satisfies readonly (readonly [string, MediaType])[];

async function typeOfArchive(file: RandomAccess): Promise<MediaType> {
  const names = await findZipNames(file);
  if (!names.has('[Content_Types].xml') || [...names].some((name) => name.endsWith('/vbaProject.bin')))
    return 'application/octet-stream';
  return OFFICE_PARTS.find(([part]) => names.has(part))?.[1] ?? 'application/octet-stream';
}

const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] as const;
const DIRECTORY_ENTRY = 128;
/** Of the root of a message, {00020D0B-0000-0000-C000-000000000046}, as it is stored. */
const MESSAGE_CLASS = Buffer.from('0b0d020000000000c000000000000046', 'hex');

/**
 * Whether a compound file ([MS-CFB]) is a message of Outlook ([MS-OXMSG]): by the class of its root, or the names that its
 * directory begins with.
 */
async function isOutlookMessage(file: RandomAccess, head: Buffer): Promise<boolean> {
  if (head.length < 512) return false;
  const sectorBytes = 2 ** Math.min(head.readUInt16LE(30), 12);
  const entries = await file.read((head.readUInt32LE(48) + 1) * sectorBytes, sectorBytes);
  if (entries.length < DIRECTORY_ENTRY) return false;
  if (entries.subarray(80, 96).equals(MESSAGE_CLASS)) return true;
  for (let at = DIRECTORY_ENTRY; at + DIRECTORY_ENTRY <= entries.length; at += DIRECTORY_ENTRY)
    if (/^__(nameid|properties|recip|attach)_version1\.0|^__substg1\.0_/.test(entries.toString('utf16le', at, at + 64)))
      return true;
  return false;
}

/** RFC 5322, section 2.2: lines of fields until an empty one; every mail says from whom it is and when. */
function isMail(head: Buffer): boolean {
  const [fields = ''] = ascii(head, 0, head.length).split(/\r?\n\r?\n/, 1);
  const lines = fields.split(/\r?\n/);
  const names = lines.map((line) => /^([!-9;-~]+)[ \t]*:/.exec(line)?.[1]?.toLowerCase());
  const isField = (name: string | undefined, index: number): boolean =>
    name !== undefined || (index > 0 && /^[ \t]/.test(lines[index] ?? ''));
  return names.every(isField) && names.includes('from') && names.includes('date');
}

/** UTF-8 without the control characters that no text has. The last character may have been cut. */
function isText(head: Buffer, isWhole: boolean): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !isWhole });
    return !/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/.test(text);
  } catch {
    return false;
  }
}

/**
 * What a document is, by its bytes alone. What is not certain is bytes: the type is for people and programs that keep the
 * file, and nothing is ever done with it here because of its type.
 */
export async function mediaTypeOf(file: RandomAccess): Promise<MediaType> {
  const head = await file.read(0, HEAD_BYTES);
  if (ascii(head, 0, 5) === '%PDF-') return 'application/pdf';
  if (startsWith(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (startsWith(head, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04)) return typeOfArchive(file);
  if (startsWith(head, ...COMPOUND_FILE))
    return (await isOutlookMessage(file, head)) ? 'application/vnd.ms-outlook' : 'application/octet-stream';
  if (head.length >= 12 && isHeic(head)) return 'image/heic';
  if (isMail(head)) return 'message/rfc822';
  return isText(head, head.length === file.size) ? 'text/plain' : 'application/octet-stream';
}
