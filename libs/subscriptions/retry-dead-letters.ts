import type { EventStore, RecordedEvent } from '#event-store';
import {
  findDeadLetter,
  noteAttempt,
  readDeadLetters,
  readGenerations,
  removeDeadLetter,
  shownOf,
  type DeadLetter,
} from '#read-store';
import { applyWithin, saidByView } from './apply-events';
import { ViewsError } from './errors';
import type { RetryOutcome, ViewSupervision } from './supervisor';
import type { View } from './view';

/** Tries one dead letter again. @throws ViewsError `unknown-dead-letter`, `unknown-view`, `event-missing`, `already-building`. */
export const retryDeadLetter = async (
  supervision: ViewSupervision,
  viewNamed: (name: string) => View<never>,
  id: string,
): Promise<RetryOutcome> => {
  const letter = await findDeadLetter(supervision.readStore.bookkeeping, id);
  if (letter === undefined) throw noSuchLetter(id);
  return retry(supervision, viewNamed(letter.view), letter);
};

/** Tries every dead letter of a view again, in the order of the log. @throws as `retryDeadLetter`. */
export const retryDeadLettersOf = async (supervision: ViewSupervision, view: View<never>): Promise<RetryOutcome[]> => {
  const outcomes: RetryOutcome[] = [];
  for (const letter of await readDeadLetters(supervision.readStore.bookkeeping, view.name))
    outcomes.push(await retry(supervision, view, letter));
  return outcomes;
};

const retry = async (
  { store, readStore, now, log }: ViewSupervision,
  view: View<never>,
  letter: DeadLetter,
): Promise<RetryOutcome> => {
  const { id } = letter;
  const event = await eventOf(store, letter);
  try {
    await readStore.transaction(async (tx) => {
      if (!(await removeDeadLetter(tx, id))) throw noSuchLetter(id);
      const shown = shownOf(await readGenerations(tx, view.name));
      if (shown?.version !== view.version)
        throw new ViewsError(
          'already-building',
          `Version ${String(view.version)} of view ${view.name} is being built and applies this event in its place: wait until it is live.`,
        );
      await applyWithin(tx, view, shown, [event]);
    });
  } catch (error) {
    const said = saidByView(error);
    if (said === undefined) throw error;
    await readStore.transaction((tx) => noteAttempt(tx, id, said, now().toISOString()));
    log.warn(
      { view: view.name, deadLetter: id, error: said },
      `View ${view.name} still cannot apply event ${event.id}.`,
    );
    return { id, view: view.name, applied: false, error: said };
  }
  log.info({ view: view.name, deadLetter: id }, `View ${view.name} has applied event ${event.id} after all.`);
  return { id, view: view.name, applied: true };
};

const eventOf = async (store: EventStore, letter: DeadLetter): Promise<RecordedEvent> => {
  for await (const event of store.readStream(letter.stream, { from: letter.revision, limit: 1 }))
    if (event.id === letter.eventId) return event;
  throw new ViewsError(
    'event-missing',
    `The log does not have event ${letter.eventId} of stream ${letter.stream}: it was replaced. Rebuild view ${letter.view}.`,
  );
};

const noSuchLetter = (id: string): ViewsError =>
  new ViewsError(
    'unknown-dead-letter',
    `There is no dead letter ${id}: it may have been retried, or its view rebuilt.`,
  );
