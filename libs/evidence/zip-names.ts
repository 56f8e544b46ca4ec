import type { RandomAccess } from './random-access';

/** The end of an archive: 22 bytes and a comment of at most 65,535 (APPNOTE.TXT, 4.3.16). */
const END_BYTES = 22 + 65_535;
const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
/** More of a directory is not read: no document of the trade has one. */
const MOST_DIRECTORY_BYTES = 1_048_576;

function endOf(tail: Buffer): number | undefined {
  for (let at = tail.length - 22; at >= 0; at -= 1) if (tail.readUInt32LE(at) === END_SIGNATURE) return at;
  return undefined;
}

/** The names in the directory of an archive, of which nothing is unpacked; none where it has no directory that can be read. */
export async function findZipNames(file: RandomAccess): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  const tail = await file.read(Math.max(0, file.size - END_BYTES), END_BYTES);
  const end = endOf(tail);
  if (end === undefined) return names;
  const length = Math.min(tail.readUInt32LE(end + 12), MOST_DIRECTORY_BYTES);
  const directory = await file.read(tail.readUInt32LE(end + 16), length);
  for (let at = 0; at + ENTRY_BYTES <= directory.length && directory.readUInt32LE(at) === ENTRY_SIGNATURE;) {
    const nameBytes = directory.readUInt16LE(at + 28);
    names.add(directory.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes));
    at += ENTRY_BYTES + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return names;
}
