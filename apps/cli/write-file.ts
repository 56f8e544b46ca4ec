import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** A file under this name is not whole. */
export const partialName = (file: string): string => `${file}.partial`;

/**
 * Writes a file while its content is made. It has its name once it is whole and on the disk, and until then another; where the
 * content fails, nothing is left.
 * @throws whatever the content throws; the error of the system.
 */
export async function writeWhole(file: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const partial = partialName(file);
  try {
    await pipeline(content, createWriteStream(partial, { flush: true }));
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** Writes to standard output, no faster than it is read there. */
export async function writeOut(content: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const part of content) if (!process.stdout.write(part)) await once(process.stdout, 'drain');
}
