import type { CarriedEvent } from '../copy/append-runs';
import { isEnding } from './ending';
import { eventOf, parseLine } from './line';
import { readLines } from './read-lines';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a line. @throws TypeError where it is not UTF-8. */
export const textOf = (bytes: Buffer): string => utf8.decode(bytes);

/** The events of an export that was found in order. */
export async function* readEvents(file: AsyncIterable<Uint8Array>): AsyncGenerator<CarriedEvent, void> {
  for await (const { bytes } of readLines(file)) {
    const cloudEvent = parseLine(textOf(bytes));
    if (isEnding(cloudEvent)) return;
    yield eventOf(cloudEvent);
  }
}
