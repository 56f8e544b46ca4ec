import type { EventStore, Position, RecordedEvent, RecordedText } from '../port';

/** Events that are handed on together where a store reads one after the other. */
const TOGETHER = 256;

/** Events with their JSON as text, several at once. */
export async function* textsOf(events: AsyncIterable<RecordedEvent>): AsyncGenerator<readonly RecordedText[], void> {
  let texts: RecordedText[] = [];
  for await (const event of events) {
    texts.push({ ...event, data: JSON.stringify(event.data), metadata: JSON.stringify(event.metadata) });
    if (texts.length < TOGETHER) continue;
    yield texts;
    texts = [];
  }
  if (texts.length > 0) yield texts;
}

/**
 * Every event of a log up to a position, with its JSON as text, several at once: as the store has it, where it can be had so.
 * @throws whatever the store throws.
 */
export async function* logTexts(
  store: Pick<EventStore, 'readAll' | 'readAllText'>,
  upTo: Position,
): AsyncGenerator<readonly RecordedText[], void> {
  for await (const texts of store.readAllText?.() ?? textsOf(store.readAll())) {
    const last = texts.at(-1)?.position ?? upTo;
    yield last <= upTo ? texts : texts.filter(({ position }) => position <= upTo);
    if (last >= upTo) return;
  }
}
