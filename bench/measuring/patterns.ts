import { makeSlate } from '../load/made-slate';
import type { Pattern } from './writers';

const FILMS = 40;

/** Events as a slate has them, to be appended under new ids: all rows append the same ones. */
export async function readPatterns(): Promise<readonly Pattern[]> {
  const patterns: Pattern[] = [];
  const wanted = { films: FILMS, seed: 7 };
  for await (const { events } of makeSlate(wanted, { films: 0, events: 0, refused: 0 })) {
    for (const { type, data, metadata } of events) patterns.push({ type, data, metadata });
  }
  return patterns;
}

/** Bytes of JSON of an event: its data and its metadata. */
export const payloadOf = ({ data, metadata }: Pattern): number =>
  Buffer.byteLength(JSON.stringify(data)) + Buffer.byteLength(JSON.stringify(metadata));
