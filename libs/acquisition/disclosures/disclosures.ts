import type { QuerySources } from '#acquisition/views';
import type { EventStore } from '#event-store';
import type { RecordedHere } from './confidential-offers';
import { confidentialOffers } from './confidential-offers';
import type { Viewer } from './shown-offers';
import { shownOffers } from './shown-offers';

export type { Viewer } from './shown-offers';

/** Records who is shown which confidential offer, before it is shown: once for each of its entries, user and role. */
export interface Disclosures {
  /** Takes over what a command has just recorded: what is confidential is so for the next answer. */
  readonly learn: (recorded: RecordedHere, user: string) => void;
  /**
   * To be waited for before a text is given out; undefined where there is nothing to wait for.
   * @throws EventStoreError where it cannot be recorded: then it must not be given out.
   */
  readonly beforeText: (text: string, viewer: Viewer) => Promise<void> | undefined;
  /** The same for a file that has all that is recorded of a film, or of all. */
  readonly beforeAllOf: (filmId: string | undefined, viewer: Viewer) => Promise<void>;
}

export type DisclosureSources = Pick<QuerySources, 'db'> & {
  readonly store: Pick<EventStore, 'readStream' | 'append'>;
  readonly clock: Pick<QuerySources['clock'], 'now'>;
};

/** So long may pass until this server knows that another one has recorded an offer as confidential, in milliseconds. */
const LOOK_EVERY_MS = 1_000;

/** Says that an offer is confidential, wherever one is shown whole. */
const SAYS_SO = /"isConfidential":true|"OfferKeptConfidential"/;

export function disclosures({ db, store, clock }: DisclosureSources): Disclosures {
  const offers = confidentialOffers({ db });
  const shown = shownOffers(store, () => clock.now());
  let lookedAt = -Infinity;
  const lookUp = async (): Promise<void> => {
    lookedAt = performance.now();
    await offers.lookUp();
  };
  const isDue = (): boolean => performance.now() - lookedAt >= LOOK_EVERY_MS;

  return {
    learn: (recorded, user) => offers.learn(recorded, user),
    beforeText: (text, viewer) => {
      const record = (): Promise<void> => shown.record(offers.namedIn(text), viewer);
      if (isDue() || (SAYS_SO.test(text) && offers.namedIn(text).length === 0)) return lookUp().then(record);
      return offers.areNone() ? undefined : record();
    },
    beforeAllOf: async (filmId, viewer) => {
      await lookUp();
      await shown.record(offers.on(filmId), viewer);
    },
  };
}
