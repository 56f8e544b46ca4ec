import type { Stores } from './open-stores';

/** Names the stores to dependency injection. */
export const STORES = Symbol('stores');

/** The stores of a process that writes, and so keeps the views; with backups where they are configured. */
export type WritingStores = Required<Omit<Stores, 'backups'>> & Pick<Stores, 'backups'>;
