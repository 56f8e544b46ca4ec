import { appending, repeating } from './appending';
import { reading } from './reading';
import { closing, refusing } from './refusing';
import type { MakeStore } from './subject';
import { subscribing } from './subscribing';

export {
  anEvent,
  collect,
  contentOf,
  follow,
  newStream,
  someEvents,
  streamOf,
  type MakeStore,
  type Subject,
} from './subject';

/**
 * What every event store promises, tried on one of them. Runs within Jest. `makeStore` is called before each test; the
 * log it opens may hold events of others, as long as nobody else writes to it meanwhile.
 */
export function eventStoreContract(name: string, makeStore: MakeStore): void {
  describe(`event store contract: ${name}`, () => {
    describe('appending', () => {
      appending(makeStore);
    });
    describe('appending again', () => {
      repeating(makeStore);
    });
    describe('reading', () => {
      reading(makeStore);
    });
    describe('subscribing', () => {
      subscribing(makeStore);
    });
    describe('refusing', () => {
      refusing(makeStore);
    });
    describe('closing', () => {
      closing(makeStore);
    });
  });
}
