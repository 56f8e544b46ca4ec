import { createInflateRaw } from 'node:zlib';
import { tooLarge, unreadable } from '../../problem';

/** A file in a ZIP archive. */
export interface ZipEntry {
  /** Its content, piece by piece. */
  readonly read: () => AsyncIterable<Buffer>;
}

export type ZipEntries = ReadonlyMap<string, ZipEntry>;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
const LOCAL_LENGTH = 30;
const LONGEST_COMMENT = 0xffff;
/** Stands for sizes beyond 4 GB, which no limit lets through. */
const ZIP64 = 0xffffffff;

const damaged = () => unreadable('The workbook is damaged: open it in Excel, save it anew, and import that.');

function endOf(bytes: Buffer): number {
  const last = bytes.length - END_LENGTH;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at -= 1) {
    if (bytes.readUInt32LE(at) === END) return at;
  }
  throw damaged();
}

/** Bytes that may still be unpacked, of all entries together: a small file can unpack to a disk full. */
export interface Budget {
  left: number;
}

const isOutOfRange = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_OUT_OF_RANGE';

/** Errors of zlib have a number; those of limits have none. */
const isOfZlib = (error: unknown): boolean => typeof error === 'object' && error !== null && 'errno' in error;

async function* inflated(packed: Buffer, budget: Budget): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw();
  inflate.end(packed);
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      budget.left -= chunk.length;
      if (budget.left < 0)
        throw tooLarge('The workbook unpacks to more than can be read: divide it, and import the parts.');
      yield chunk;
    }
  } catch (error) {
    throw isOfZlib(error) ? damaged() : error;
  } finally {
    inflate.destroy();
  }
}

/**
 * The entries of a ZIP archive, by their names. Nothing is unpacked before it is read, and never more than the budget.
 * @throws SpreadsheetError for what is damaged or protected.
 */
export function readZip(bytes: Buffer, budget: Budget): ZipEntries {
  try {
    return entriesOf(bytes, budget);
  } catch (error) {
    // Places that the archive names and does not have.
    throw isOutOfRange(error) ? damaged() : error;
  }
}

function entriesOf(bytes: Buffer, budget: Budget): ZipEntries {
  const end = endOf(bytes);
  const entries = new Map<string, ZipEntry>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== ENTRY) throw damaged();
    const isEncrypted = (bytes.readUInt16LE(at + 8) & 1) === 1;
    const method = bytes.readUInt16LE(at + 10);
    const size = bytes.readUInt32LE(at + 20);
    const nameLength = bytes.readUInt16LE(at + 28);
    const local = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('utf8', at + ENTRY_LENGTH, at + ENTRY_LENGTH + nameLength);
    if (isEncrypted) throw unreadable('The workbook is protected by a password: save it without one, and import that.');
    if (size === ZIP64 || local === ZIP64 || (method !== 0 && method !== 8)) throw damaged();
    entries.set(name.replace(/^\//, ''), { read: () => contentOf(bytes, local, size, method, budget) });
    at += ENTRY_LENGTH + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function contentOf(bytes: Buffer, local: number, size: number, method: number, budget: Budget): AsyncIterable<Buffer> {
  if (local + LOCAL_LENGTH > bytes.length || bytes.readUInt32LE(local) !== LOCAL) throw damaged();
  const from = local + LOCAL_LENGTH + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const packed = bytes.subarray(from, from + size);
  if (packed.length < size) throw damaged();
  return method === 8 ? inflated(packed, budget) : stored(packed);
}

async function* stored(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}
