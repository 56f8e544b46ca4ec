import type { Transaction } from 'kysely';
import type { RecordedEvent } from '#event-store';
import type { ViewDefinition } from '#read-store';

/**
 * One write transaction on the tables of a view, under their plain names. `Tables` maps each to its columns. Which
 * generation is being filled does not show, except in the text of raw SQL: there, name a table by `sql.table('slate')`.
 */
export type ViewTransaction<Tables> = Transaction<Tables>;

/** What the author of a view writes. */
export interface View<Tables = unknown> extends ViewDefinition {
  /**
   * Applies a batch in order, within the transaction that also moves the checkpoint: all of it counts once, or none does.
   *
   * It writes what the events say and nothing else: no clock, no random, no I/O but `tx`; a rebuild gives the same bytes.
   * It keeps nothing between calls that it could not lose: a batch may be rolled back and come again, whole or event by
   * event, and two generations may be filled at the same time. An error of its own counts against the event.
   *
   * It holds the one write transaction of the read store: all other views wait. Gather what the batch changes and write
   * each table once; a statement per event makes a rebuild several times slower.
   */
  apply(events: readonly RecordedEvent[], tx: ViewTransaction<Tables>): Promise<void>;
}
