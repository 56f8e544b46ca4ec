import { storedData, actorMetadata, DISCLOSURES } from '#acquisition/film-stream';
import { marketCodec, storedMarketName, toMarketEvent } from '#acquisition/market-stream';
import type { EventStore, NewEvent } from '#event-store';
import { isEventStoreError, newId } from '#event-store';
import type { ConfidentialEntry } from './confidential-offers';

/** Somebody who is shown something. */
export interface Viewer {
  readonly user: string;
  readonly role: string;
  /** What was asked for: `GET /api/films/:film`. */
  readonly through: string;
  readonly correlationId?: string;
}

/** One stream for all: that nothing is recorded twice can only be decided on all of it. */
const STREAM = `${DISCLOSURES}-offers`;

/** What was shown to whom, as the log says. */
export interface ShownOffers {
  /** Records that entries are shown to somebody, each once. @throws EventStoreError where that cannot be recorded. */
  readonly record: (entries: readonly ConfidentialEntry[], viewer: Viewer) => Promise<void>;
}

/** @param now ISO 8601, UTC. */
export function shownOffers(store: Pick<EventStore, 'readStream' | 'append'>, now: () => string): ShownOffers {
  const shown = new Set<string>();
  let revision: bigint | 'no-stream' = 'no-stream';
  const keyOf = (entryId: string, { user, role }: Pick<Viewer, 'user' | 'role'>): string =>
    JSON.stringify([entryId, user, role]);

  const readOn = async (): Promise<void> => {
    const unread = revision === 'no-stream' ? {} : { from: revision + 1n };
    for await (const recorded of store.readStream(STREAM, unread)) {
      const event = toMarketEvent(marketCodec.decode(recorded));
      if (event.type === 'OfferShown') shown.add(keyOf(event.data.entryId, event.actor));
      ({ revision } = recorded);
    }
  };
  const eventOf = ({ offerId, filmId, entryId }: ConfidentialEntry, viewer: Viewer): NewEvent => {
    const { user, role, through, correlationId } = viewer;
    const data = storedData(
      { type: 'OfferShown', data: { offerId, filmId, entryId, through } },
      { on: now(), precision: 'instant' },
      { kind: 'witnessed', by: user },
    );
    const metadata = { ...actorMetadata({ user, role }), ...(correlationId === undefined ? {} : { correlationId }) };
    return { id: newId(), ...marketCodec.encode(storedMarketName('OfferShown'), data, metadata) };
  };
  const unshown = (entries: readonly ConfidentialEntry[], viewer: Viewer): readonly ConfidentialEntry[] =>
    entries.filter(({ entryId, user }) => user !== viewer.user && !shown.has(keyOf(entryId, viewer)));

  const recordNow = async (entries: readonly ConfidentialEntry[], viewer: Viewer): Promise<void> => {
    for (;;) {
      await readOn();
      const fresh = unshown(entries, viewer);
      if (fresh.length === 0) return;
      try {
        const appended = await store.append(
          STREAM,
          revision,
          fresh.map((entry) => eventOf(entry, viewer)),
        );
        for (const { entryId } of fresh) shown.add(keyOf(entryId, viewer));
        ({ revision } = appended);
        return;
      } catch (error) {
        // Another server was faster.
        if (!isEventStoreError(error) || error.code !== 'conflict') throw error;
      }
    }
  };

  /** One after the other: they would be in each other's way. */
  let last: Promise<void> = Promise.resolve();
  return {
    record: (entries, viewer) => {
      if (unshown(entries, viewer).length === 0) return Promise.resolve();
      const recorded = last.then(() => recordNow(entries, viewer));
      last = recorded.catch(() => undefined);
      return recorded;
    },
  };
}
