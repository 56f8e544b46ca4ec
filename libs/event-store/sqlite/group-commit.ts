import type { DatabaseSync } from 'node:sqlite';
import { EventStoreError, isEventStoreError } from '../errors';
import type { AppendResult } from '../port';
import { failureFrom } from './failures';
import type { AppendRequest, LogWriter } from './log-writer';

/** Counted since the store was opened. */
export interface CommitStats {
  /** Transactions that wrote something, each with one fsync. */
  commits: number;
  /** Appends answered with success, repeated ones included. */
  appends: number;
  /** Events written. */
  events: number;
}

export interface GroupCommit {
  /** Answered once durable. @throws EventStoreError */
  append(request: AppendRequest): Promise<AppendResult>;
  /** Answers all that wait. */
  drain(): void;
  readonly stats: Readonly<CommitStats>;
}

interface Waiting extends AppendRequest {
  resolve(result: AppendResult): void;
  reject(error: unknown): void;
}

type Outcome = { readonly answer: AppendResult } | { readonly error: unknown };

export interface GroupCommitOptions {
  readonly connection: DatabaseSync;
  readonly writer: LogWriter;
  readonly now: () => number;
  /** Appends that share one transaction. */
  readonly maxGroupAppends: number;
  /** Appends that may wait. */
  readonly maxWaitingAppends: number;
  /** Called after each commit that wrote something. */
  readonly committed: () => void;
}

/**
 * Appends that arrive together are written in one transaction and share its fsync. They are collected until the event
 * loop has taken in all that was there to be read, which costs a lone writer nothing and gives many writers one fsync.
 */
export function createGroupCommit(options: GroupCommitOptions): GroupCommit {
  const { connection, writer, now, maxGroupAppends, maxWaitingAppends, committed } = options;
  const begin = connection.prepare('BEGIN IMMEDIATE');
  const commit = connection.prepare('COMMIT');
  const rollback = connection.prepare('ROLLBACK');
  const stats: CommitStats = { commits: 0, appends: 0, events: 0 };
  const waiting: Waiting[] = [];
  let isScheduled = false;

  /** Does nothing where SQLite has rolled back by itself, as it does after some errors. */
  function rollBack(): void {
    writer.forget();
    if (connection.isTransaction) rollback.run();
  }

  function write(group: readonly Waiting[]): Outcome[] {
    if (connection.isTransaction) rollBack();
    begin.run();
    const at = now();
    return group.map((request) => {
      try {
        return { answer: writer.append(request, at) };
      } catch (error) {
        if (isEventStoreError(error)) return { error };
        throw error;
      }
    });
  }

  /** The outcome of each of the group, durable where it is a success. Throws when the group as a whole failed. */
  function commitGroup(group: readonly Waiting[]): Outcome[] {
    let doing: 'writing' | 'committing' = 'writing';
    try {
      const before = writer.head;
      const outcomes = write(group);
      doing = 'committing';
      commit.run();
      if (writer.head > before) {
        stats.commits += 1;
        stats.events += writer.head - before;
      }
      return outcomes;
    } catch (error) {
      const failure = failureFrom(error, doing);
      try {
        rollBack();
      } catch {
        // A disk that fails may refuse this, too: it is done before the next group, and the first error tells more.
      }
      throw failure;
    }
  }

  /** Where one append may be what failed the group (it found no room), and nothing was written, each is tried alone. */
  function outcomesOf(group: readonly Waiting[]): Outcome[] {
    try {
      return commitGroup(group);
    } catch (error) {
      const mayBeOneOnly = !isEventStoreError(error) || error.code === 'full';
      if (group.length > 1 && mayBeOneOnly) return group.flatMap((request) => outcomesOf([request]));
      return group.map(() => ({ error }));
    }
  }

  function answer(group: readonly Waiting[]): void {
    const before = stats.commits;
    outcomesOf(group).forEach((outcome, index) => {
      const request = group[index];
      if ('error' in outcome) {
        request?.reject(outcome.error);
      } else {
        stats.appends += 1;
        request?.resolve(outcome.answer);
      }
    });
    if (stats.commits > before) committed();
  }

  function takeGroup(): void {
    const group = waiting.splice(0, maxGroupAppends);
    if (group.length > 0) answer(group);
  }

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      takeGroup();
      if (waiting.length > 0) schedule();
    });
  }

  return {
    stats,
    append: (request) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= maxWaitingAppends) {
          reject(new EventStoreError('unavailable', `${maxWaitingAppends} appends are waiting: try again later.`));
          return;
        }
        waiting.push({ ...request, resolve, reject });
        schedule();
      }),
    drain() {
      while (waiting.length > 0) takeGroup();
    },
  };
}
