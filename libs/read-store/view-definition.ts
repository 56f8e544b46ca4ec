import type { SchemaModule } from 'kysely';
import { ReadStoreError } from './errors';

/** What a schema builder of Kysely hands back once everything is said. */
export interface SchemaStatement {
  execute(): Promise<unknown>;
}

/** A table of a view, declared apart from the name it lies under in the database. */
export interface ViewTable {
  /** The plain name that queries use. Unique among all views of a read store. */
  readonly name: string;
  /** The columns that tell one row from every other, in the order in which the table is dumped. Never null. */
  readonly key: readonly [string, ...string[]];
  /**
   * The statements that make the table `physicalName` and its indexes, in order. Names of indexes begin with
   * `physicalName`, since two generations of a table lie side by side.
   */
  create(schema: SchemaModule, physicalName: string): readonly SchemaStatement[];
}

/** What the read store knows of a view: how to keep it, not how to fill it. */
export interface ViewDefinition {
  /** Stable, unique among the views of a read store. */
  readonly name: string;
  /** From 1. Raised whenever the tables or what is written into them change: the view is then rebuilt. */
  readonly version: number;
  readonly tables: readonly [ViewTable, ...ViewTable[]];
}

/** PostgreSQL cuts names at 63 bytes; the rest is room for a generation and for names of indexes. */
export const MAX_NAME_LENGTH = 32;

const TABLE_NAME = /^[a-z][a-z0-9_]*$/;
const VIEW_NAME = /^[a-z][a-z0-9_-]*$/;
const GENERATION_SUFFIX = /_g\d+$/;
const RESERVED = new Set(['view_state', 'dead_letters', 'read_store_format']);

/** The name a table of one generation lies under. */
export const physicalName = (table: string, generation: number): string => `${table}_g${String(generation)}`;

/**
 * @throws ReadStoreError `invalid-view` with the first thing that is wrong: a name that is malformed, too long, reserved
 * or taken twice, a version that is no whole number from 1.
 */
export const checkViewDefinitions = (views: readonly ViewDefinition[]): void => {
  const taken = new Set<string>();
  const owners = new Map<string, string>();
  for (const view of views) {
    if (!VIEW_NAME.test(view.name) || view.name.length > MAX_NAME_LENGTH)
      throw invalid(`View name ${JSON.stringify(view.name)} must be ${describeName('a-z, 0-9, _ and -')}`);
    if (!Number.isSafeInteger(view.version) || view.version < 1)
      throw invalid(`View ${view.name} has version ${String(view.version)}: give it a whole number from 1.`);
    if (taken.has(view.name)) throw invalid(`Two views are named ${view.name}: rename one of them.`);
    taken.add(view.name);
    for (const { name } of view.tables) {
      if (!TABLE_NAME.test(name) || name.length > MAX_NAME_LENGTH)
        throw invalid(
          `Table name ${JSON.stringify(name)} of view ${view.name} must be ${describeName('a-z, 0-9 and _')}`,
        );
      if (RESERVED.has(name) || GENERATION_SUFFIX.test(name))
        throw invalid(`Table name ${name} of view ${view.name} is kept for the read store itself: choose another.`);
      const owner = owners.get(name);
      if (owner !== undefined)
        throw invalid(`Table ${name} is in view ${owner} and in view ${view.name}: rename one of them.`);
      owners.set(name, view.name);
    }
  }
};

const describeName = (letters: string): string =>
  `made of ${letters}, begin with a letter, and be at most ${String(MAX_NAME_LENGTH)} long.`;

const invalid = (message: string): ReadStoreError => new ReadStoreError('invalid-view', message);
