import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { AvailsFile } from '#acquisition/files';

/** A name in a header (RFC 6266): in ASCII for those who know no better, and as it is. */
export const disposition = (name: string): string => {
  const plain = name.replace(/[^\w.-]/g, '_');
  const whole = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
};

/** Says that the answer is a file to keep, and which. */
export function nameFile(reply: FastifyReply, { name, mediaType }: Pick<AvailsFile, 'name' | 'mediaType'>): void {
  void reply.header('content-disposition', disposition(name)).type(mediaType);
}

/** Answers with a file to keep. */
export function sendFile(reply: FastifyReply, file: AvailsFile): Buffer {
  nameFile(reply, file);
  return file.content;
}

/** JSON Lines. */
export const LINES_TYPE = 'application/jsonl';

/** What is made while it is taken, and no longer than somebody takes it. Not of objects: then it would hold so many parts, and not so many bytes. */
export const streamed = (content: AsyncIterable<Uint8Array>): Readable =>
  Readable.from(content, { objectMode: false, highWaterMark: 64 * 1024 });
