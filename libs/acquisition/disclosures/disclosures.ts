import type { QuerySources } from '#acquisition/views';
import type { EventStore } from '#event-store';
import type { RecordedHere, ShownMoment } from './confidential-offers';
import { confidentialOffers } from './confidential-offers';
import type { Viewer } from './shown-offers';
import { shownOffers } from './shown-offers';

export type { ShownMoment } from './confidential-offers';
export type { Viewer } from './shown-offers';

/** Records who is shown which confidential offer, before it is shown: once for each of its stages, user and role. */
export interface Disclosures {
  /** Takes over what a command has just recorded: what is confidential is so for the next answer. */
  readonly learn: (recorded: RecordedHere, user: string) => void;
  /**
   * To be waited for before a text is given out; undefined where there is nothing to wait for.
   * @throws EventStoreError where it cannot be recorded: then it must not be given out; and what `viewer` and `upToDate` throw.
   */
  readonly beforeText: (text: string, viewer: () => Viewer, moment?: ShownMoment) => Promise<void> | undefined;
  /** The same for a file that has all that is recorded of a film, or of all. */
  readonly beforeAllOf: (filmId: string | undefined, viewer: () => Viewer, moment?: ShownMoment) => Promise<void>;
}

export type DisclosureSources = Pick<QuerySources, 'db'> & {
  readonly store: Pick<EventStore, 'readStream' | 'append'>;
  readonly clock: Pick<QuerySources['clock'], 'now'>;
  /** Waits until the views have everything that is recorded. @throws where they do not come to that. */
  readonly upToDate: () => Promise<void>;
};

/** So long may pass until this server knows that another one has recorded an offer as confidential, in milliseconds. */
const LOOK_EVERY_MS = 1_000;

/** Says that an offer is confidential, wherever one is shown whole. */
const SAYS_SO = /"isConfidential":true|"OfferKeptConfidential"/;

export function disclosures({ db, store, clock, upToDate }: DisclosureSources): Disclosures {
  const offers = confidentialOffers({ db });
  const shown = shownOffers(store, () => clock.now());
  let lookedAt = -Infinity;
  let looking: Promise<void> | undefined;
  /** One after the other; all who need it wait for the same. */
  const lookUp = (): Promise<void> =>
    (looking ??= offers
      .lookUp()
      .then(() => {
        lookedAt = performance.now();
      })
      .finally(() => {
        looking = undefined;
      }));
  const isDue = (): boolean => performance.now() - lookedAt >= LOOK_EVERY_MS;
  const lookAtAll = async (): Promise<void> => {
    await upToDate();
    await looking;
    await lookUp();
  };

  return {
    learn: (recorded, user) => offers.learn(recorded, user),
    beforeText: (text, viewer, moment = {}) => {
      const record = async (): Promise<void> => {
        let named = offers.namedIn(text, moment);
        if (named.some(({ user }) => user === '')) {
          await lookAtAll();
          named = offers.namedIn(text, moment);
        }
        if (named.length > 0) await shown.record(named, viewer());
      };
      if (SAYS_SO.test(text)) return lookAtAll().then(record);
      if (isDue()) return lookUp().then(record);
      return offers.areNone() ? undefined : record();
    },
    beforeAllOf: async (filmId, viewer, moment = {}) => {
      await lookAtAll();
      await shown.record(offers.on(filmId, moment), viewer());
    },
  };
}
