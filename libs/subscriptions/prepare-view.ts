import type { EventStore } from '#event-store';
import {
  beginGeneration,
  discardGeneration,
  discardView,
  isWhole,
  readGenerations,
  showGeneration,
  shownOf,
  type BookkeepingTransaction,
  type Checkpoint,
  type Generation,
  type ViewDefinition,
  type ViewStorage,
} from '#read-store';

/**
 * Leaves a view with what its declared version needs: a live generation of it, or one being built, beside a live one of
 * another version or alone. What an interrupted build left is taken up again; what is of no use any more is removed.
 */
export const prepareView = async (
  tx: BookkeepingTransaction,
  readStore: ViewStorage,
  view: ViewDefinition,
  at: string,
): Promise<readonly Generation[]> => {
  await removeUseless(tx, view, await readStore.tableNames(tx));
  const kept = await readGenerations(tx, view.name);
  if (!kept.some(({ version }) => version === view.version)) await beginGeneration(tx, view, at);
  const generations = await readGenerations(tx, view.name);
  const shown = shownOf(generations);
  if (shown) await showGeneration(tx, shown);
  return generations;
};

const removeUseless = async (
  tx: BookkeepingTransaction,
  view: ViewDefinition,
  present: ReadonlySet<string>,
): Promise<void> => {
  const generations = await readGenerations(tx, view.name);
  const shown = shownOf(generations);
  if (shown && !isWhole(shown, present)) {
    await discardView(tx, view.name);
    return;
  }
  for (const generation of generations)
    if (!isWhole(generation, present) || (generation.status === 'building' && generation.version !== view.version))
      await discardGeneration(tx, generation);
};

/**
 * Whether the log still has the event that a checkpoint stands at, in the same place. If not, it was replaced by another
 * one, such as an older backup, and what was built from it may hold what never happened.
 * @throws EventStoreError
 */
export const logHolds = async (store: EventStore, { position, last }: Checkpoint): Promise<boolean> => {
  if (last === undefined) return true;
  for await (const event of store.readStream(last.stream, { from: last.revision, limit: 1 }))
    return event.id === last.id && event.position === position;
  return false;
};
