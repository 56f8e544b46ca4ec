import type { EventStore } from '#event-store';
import { START } from '#event-store';
import { CannotRun } from '../cannot-run';
import type { MadeSoFar, SlateWanted } from './made-slate';
import { makeSlate } from './made-slate';

/** Appends that wait together for the disk. */
const TOGETHER = 512;

/**
 * Loads a made slate into an empty event store.
 * @param onProgress told now and then how far it is.
 * @throws CannotRun when something is recorded there already; EventStoreError.
 */
export async function loadSlate(
  store: Pick<EventStore, 'append' | 'head'>,
  wanted: SlateWanted,
  onProgress: (so: Readonly<MadeSoFar>) => void = () => undefined,
): Promise<Readonly<MadeSoFar>> {
  if ((await store.head()) !== START)
    throw new CannotRun('Something is recorded there already: load into an empty data folder or event store.');
  const so: MadeSoFar = { films: 0, events: 0, refused: 0 };
  let waiting: Promise<unknown>[] = [];
  const settle = async (): Promise<void> => {
    await Promise.all(waiting);
    waiting = [];
    onProgress(so);
  };
  for await (const { stream, expected, events } of makeSlate(wanted, so)) {
    waiting.push(store.append(stream, expected, events));
    if (waiting.length >= TOGETHER) await settle();
  }
  await settle();
  return so;
}
