import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { EvidenceError } from '../errors';

/** What was written, and what it is called by. */
export interface Written {
  readonly sha256: string;
  readonly bytes: number;
}

/** Its owner may read it, and nobody changes it by mistake. */
const MODE = 0o400;

const cutOff = (cause: unknown): EvidenceError =>
  new EvidenceError('cut-off', 'The document ended before it was whole: send it again. Nothing of it was kept.', {
    cause,
  });

/** What comes, with an error of its own for when it stops coming: not to be taken for one of the disk. */
async function* coming(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* content;
  } catch (error) {
    throw cutOff(error);
  }
}

/**
 * Writes what comes to a new file, hashed on the way, and syncs it: it is durable where its name is.
 * @param limit most bytes.
 * @throws EvidenceError `empty`, `too-large`, `cut-off`; what the system says.
 */
export async function writeFileOf(content: AsyncIterable<Uint8Array>, file: string, limit: number): Promise<Written> {
  const handle = await open(file, 'wx', MODE);
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of coming(content)) {
      bytes += chunk.length;
      if (bytes > limit) {
        const message = `A document of more than ${String(limit)} bytes is not kept. Nothing of it was kept.`;
        throw new EvidenceError('too-large', message);
      }
      hash.update(chunk);
      await handle.writeFile(chunk);
    }
    if (bytes === 0) throw new EvidenceError('empty', 'There is nothing in the document: send its bytes.');
    await handle.sync();
    return { sha256: hash.digest('hex'), bytes };
  } finally {
    await handle.close();
  }
}
