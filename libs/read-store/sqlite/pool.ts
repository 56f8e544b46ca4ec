import { ReadStoreError } from '../errors';

/** A few connections, each lent to one user at a time. A pool of one is a mutex. */
export interface Pool<C> {
  /** Waits until a connection is free, first come first served. @throws ReadStoreError `closed`. */
  acquire(): Promise<C>;
  release(connection: C): void;
  /** Refuses who waits, lets who has one finish, then closes them all. */
  close(): Promise<void>;
}

interface Waiter<C> {
  readonly give: (connection: C) => void;
  readonly refuse: (error: Error) => void;
}

/** Opens up to `size` connections, each when it is first needed. */
export const createPool = <C>(size: number, open: () => C, end: (connection: C) => void): Pool<C> => {
  const free: C[] = [];
  const lent = new Set<C>();
  const waiting: Waiter<C>[] = [];
  let closing: PromiseWithResolvers<void> | undefined;

  const settle = (): void => {
    if (closing === undefined || lent.size > 0) return;
    for (const connection of free.splice(0)) end(connection);
    closing.resolve();
  };

  return {
    acquire: async () => {
      if (closing) throw closed();
      const connection = free.pop() ?? (lent.size < size ? open() : undefined);
      if (connection === undefined) return new Promise<C>((give, refuse) => waiting.push({ give, refuse }));
      lent.add(connection);
      return connection;
    },
    release: (connection) => {
      const next = waiting.shift();
      if (next) {
        next.give(connection);
        return;
      }
      lent.delete(connection);
      free.push(connection);
      settle();
    },
    close: () => {
      if (closing === undefined) {
        closing = Promise.withResolvers();
        for (const { refuse } of waiting.splice(0)) refuse(closed());
        settle();
      }
      return closing.promise;
    },
  };
};

const closed = (): ReadStoreError => new ReadStoreError('closed', 'The read store is closed: the program is stopping.');
