import { isEventStoreError, type Position, type RecordedEvent } from '#event-store';
import {
  countDeadLetters,
  insertDeadLetter,
  isReadStoreError,
  moveCheckpoint,
  onGeneration,
  type BookkeepingTransaction,
  type Checkpoint,
  type Generation,
} from '#read-store';
import { ViewsError } from './errors';
import { sentenceOf } from './trouble';
import type { View } from './view';
import type { ViewSupervision } from './supervisor';

/** The view itself failed: not the store, not the log. */
class ApplyFailure extends Error {
  constructor(override readonly cause: unknown) {
    super(sentenceOf(cause));
  }
}

/** What applying to one generation takes. `generation` is replaced as its checkpoint moves. */
export interface InHand {
  readonly view: View<never>;
  generation: Generation;
}

/** A batch as handed to a generation. */
export interface Application {
  readonly supervision: Pick<ViewSupervision, 'readStore' | 'now' | 'log'>;
  readonly inHand: InHand;
  readonly maxDeadLetters: number;
  readonly signal: AbortSignal;
}

/** Runs the view's `apply` on a generation. @throws ApplyFailure, or ReadStoreError or EventStoreError when it was a store that failed. */
export const applyWithin = async (
  tx: BookkeepingTransaction,
  view: View<never>,
  generation: Generation,
  events: readonly RecordedEvent[],
): Promise<void> => {
  try {
    await view.apply(events, onGeneration<never>(tx, generation));
  } catch (error) {
    throw isReadStoreError(error) || isEventStoreError(error) ? error : new ApplyFailure(error);
  }
};

/** What the view said, if it was the view that failed. */
export const saidByView = (error: unknown): string | undefined =>
  error instanceof ApplyFailure ? error.message : undefined;

/**
 * Applies a batch: at once, or, when the view fails, event by event, so that only what it cannot apply is set aside.
 * Stops between two events when aborted.
 * @throws ViewsError `poison-event` (while building), `too-many-dead-letters`, `checkpoint-moved`; ReadStoreError.
 */
export const applyBatch = async (application: Application, events: readonly RecordedEvent[]): Promise<void> => {
  try {
    await applyTogether(application, events);
    return;
  } catch (error) {
    if (saidByView(error) === undefined) throw error;
  }
  for (const event of events) {
    if (application.signal.aborted) return;
    await applyAlone(application, event);
  }
};

const applyTogether = async (application: Application, events: readonly RecordedEvent[]): Promise<void> => {
  const { view, generation } = application.inHand;
  await moveOn(application, events, (tx) => applyWithin(tx, view, generation, events));
};

const applyAlone = async (application: Application, event: RecordedEvent): Promise<void> => {
  try {
    await applyTogether(application, [event]);
  } catch (error) {
    const said = saidByView(error);
    if (said === undefined) throw error;
    await setAside(application, event, said);
  }
};

/** Does `work` and moves the checkpoint past `events`, in one transaction. */
const moveOn = async (
  { supervision: { readStore, now }, inHand }: Application,
  events: readonly RecordedEvent[],
  work: (tx: BookkeepingTransaction) => Promise<void>,
): Promise<void> => {
  const { generation } = inHand;
  const checkpoint = checkpointAfter(generation.checkpoint, events);
  const updatedAt = now().toISOString();
  await readStore.transaction(async (tx) => {
    // First, so that nothing is tried on tables that are someone else's by now.
    if (!(await moveCheckpoint(tx, generation, checkpoint, updatedAt)))
      throw new ViewsError(
        'checkpoint-moved',
        `The checkpoint of view ${generation.view} was moved by someone else: make sure that one process alone keeps the views, then start again.`,
      );
    await work(tx);
  });
  inHand.generation = { ...generation, checkpoint, updatedAt };
};

const checkpointAfter = (before: Checkpoint, events: readonly RecordedEvent[]): Checkpoint => {
  const last = events.at(-1);
  return last === undefined
    ? before
    : {
        position: last.position,
        events: before.events + events.length,
        last: { id: last.id, stream: last.stream, revision: last.revision, recordedAt: last.recordedAt },
      };
};

/** A live view goes on without the event, which waits among the dead letters; a build stops before it. */
const setAside = async (application: Application, event: RecordedEvent, error: string): Promise<void> => {
  const { supervision, inHand, maxDeadLetters } = application;
  const { view, status } = inHand.generation;
  const where = `event ${event.id} (${event.type}, ${event.stream} revision ${String(event.revision)})`;
  if (status === 'building')
    throw new ViewsError(
      'poison-event',
      `View ${view} stopped building at ${where}: ${error} Cure the view, then rebuild it.`,
    );
  let letters = 0;
  await moveOn(application, [event], async (tx) => {
    await insertDeadLetter(tx, {
      id: `${view}:${event.id}`,
      view,
      position: event.position,
      eventId: event.id,
      stream: event.stream,
      revision: event.revision,
      type: event.type,
      error,
      at: supervision.now().toISOString(),
      attempts: 1,
    });
    letters = (await countDeadLetters(tx)).get(view) ?? 0;
  });
  supervision.log.error(
    { view, eventId: event.id, stream: event.stream, position: event.position, error },
    `View ${view} could not apply ${where}. It is among the dead letters and can be retried.`,
  );
  if (letters >= maxDeadLetters)
    throw new ViewsError(
      'too-many-dead-letters',
      `View ${view} has ${String(letters)} dead letters, so it must be wrong itself, and was stopped: cure it, then rebuild it.`,
    );
};

/** The position of a generation, as the event store says it. */
export const positionOf = ({ checkpoint }: Generation): Position => checkpoint.position as Position;
