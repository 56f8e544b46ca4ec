import type { DeadLetterTable } from './bookkeeping';
import type { BookkeepingTransaction } from './generations';
import type { ViewStorage } from './read-store';

/** An event that a live view could not apply, and why. */
export interface DeadLetter {
  readonly id: string;
  readonly view: string;
  readonly position: string;
  readonly eventId: string;
  readonly stream: string;
  readonly revision: bigint;
  readonly type: string;
  /** What the view said, the last time. */
  readonly error: string;
  /** When it was tried last; UTC, ISO 8601. */
  readonly at: string;
  readonly attempts: number;
}

/** Dead letters in the order of the log, of one view or of all. For the reader of a store that another process keeps, too. */
export const readDeadLetters = async (
  db: Pick<ViewStorage['bookkeeping'], 'selectFrom'>,
  view?: string,
): Promise<readonly DeadLetter[]> => {
  const all = db.selectFrom('dead_letters').selectAll().orderBy('position').orderBy('view');
  const rows = await (view === undefined ? all : all.where('view', '=', view)).execute();
  return rows.map(toDeadLetter);
};

export const findDeadLetter = async (
  db: Pick<ViewStorage['bookkeeping'], 'selectFrom'>,
  id: string,
): Promise<DeadLetter | undefined> => {
  const row = await db.selectFrom('dead_letters').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toDeadLetter(row);
};

/** How many there are, by view. */
export const countDeadLetters = async (
  db: Pick<ViewStorage['bookkeeping'], 'selectFrom'>,
): Promise<ReadonlyMap<string, number>> => {
  const rows = await db
    .selectFrom('dead_letters')
    .select(({ fn }) => ['view', fn.countAll<number | string | bigint>().as('count')])
    .groupBy('view')
    .execute();
  return new Map(rows.map(({ view, count }) => [view, Number(count)]));
};

export const insertDeadLetter = async (tx: BookkeepingTransaction, letter: DeadLetter): Promise<void> => {
  const row: DeadLetterTable = {
    id: letter.id,
    view: letter.view,
    position: letter.position,
    event_id: letter.eventId,
    stream: letter.stream,
    revision: String(letter.revision),
    type: letter.type,
    error: letter.error,
    at: letter.at,
    attempts: letter.attempts,
  };
  await tx.insertInto('dead_letters').values(row).execute();
};

/** Notes that a retry failed too. */
export const noteAttempt = async (tx: BookkeepingTransaction, id: string, error: string, at: string): Promise<void> => {
  await tx
    .updateTable('dead_letters')
    .set(({ eb }) => ({ error, at, attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .execute();
};

/** Answers whether it was there. */
export const removeDeadLetter = async (tx: BookkeepingTransaction, id: string): Promise<boolean> => {
  const { numDeletedRows } = await tx.deleteFrom('dead_letters').where('id', '=', id).executeTakeFirst();
  return numDeletedRows === 1n;
};

const toDeadLetter = (row: DeadLetterTable): DeadLetter => ({
  id: row.id,
  view: row.view,
  position: row.position,
  eventId: row.event_id,
  stream: row.stream,
  revision: BigInt(row.revision),
  type: row.type,
  error: row.error,
  at: row.at,
  attempts: row.attempts,
});
