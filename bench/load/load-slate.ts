import type { EventStore } from '#event-store';
import { START } from '#event-store';
import { CannotRun } from '../cannot-run';
import type { MadeSoFar, SlateWanted } from './made-slate';
import { makeSlate } from './made-slate';

/** Appends that wait together for the disk, where the store takes them in the order of the calls: the embedded one does. */
const TOGETHER = 512;
/** On a server, appends under way at once arrive in any order, and the times in the log would go backwards. */
const ALONE = 1;

/**
 * Loads a made slate into an empty event store.
 * @param isEmbedded whether it is a store of this process: one on a server takes one append at a time.
 * @param onProgress told now and then how far it is.
 * @throws CannotRun when something is recorded there already; EventStoreError.
 */
export async function loadSlate(
  store: Pick<EventStore, 'append' | 'head'>,
  wanted: SlateWanted,
  isEmbedded: boolean,
  onProgress: (so: Readonly<MadeSoFar>) => void = () => undefined,
): Promise<Readonly<MadeSoFar>> {
  if ((await store.head()) !== START)
    throw new CannotRun('Something is recorded there already: load into an empty data folder or event store.');
  const so: MadeSoFar = { films: 0, events: 0, refused: 0 };
  const together = isEmbedded ? TOGETHER : ALONE;
  let waiting: Promise<unknown>[] = [];
  const settle = async (): Promise<void> => {
    await Promise.all(waiting);
    waiting = [];
    onProgress(so);
  };
  for await (const { stream, expected, events } of makeSlate(wanted, so)) {
    waiting.push(store.append(stream, expected, events));
    if (waiting.length >= together) await settle();
  }
  await settle();
  return so;
}
