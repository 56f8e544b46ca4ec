import { storedData, actorMetadata, DISCLOSURES } from '#acquisition/film-stream';
import { marketCodec, storedMarketName, toMarketEvent } from '#acquisition/market-stream';
import type { EventStore, NewEvent } from '#event-store';
import { isEventStoreError, newId } from '#event-store';
import type { OfferStage } from './confidential-offers';

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

/** Events of one append, and times that another server may be faster. */
const [TOGETHER, MOST_TRIES] = [500, 100];

/** What was shown to whom, as the log says. */
export interface ShownOffers {
  /** Records that offers are shown to somebody as they stand, each stage once; not to who recorded it. @throws EventStoreError where that cannot be recorded. */
  readonly record: (entries: readonly OfferStage[], viewer: Viewer) => Promise<void>;
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
  const eventOf = ({ offerId, filmId, entryId }: OfferStage, viewer: Viewer): NewEvent => {
    const { user, role, through, correlationId } = viewer;
    const data = storedData(
      { type: 'OfferShown', data: { offerId, filmId, entryId, through } },
      { on: now(), precision: 'instant' },
      { kind: 'witnessed', by: user },
    );
    const metadata = { ...actorMetadata({ user, role }), ...(correlationId === undefined ? {} : { correlationId }) };
    return { id: newId(), ...marketCodec.encode(storedMarketName('OfferShown'), data, metadata) };
  };
  const unshown = (entries: readonly OfferStage[], viewer: Viewer): readonly OfferStage[] =>
    entries.filter(({ entryId, user }) => user !== viewer.user && !shown.has(keyOf(entryId, viewer)));

  const recordNow = async (entries: readonly OfferStage[], viewer: Viewer): Promise<void> => {
    for (let conflicts = 0; ;) {
      await readOn();
      const fresh = unshown(entries, viewer).slice(0, TOGETHER);
      if (fresh.length === 0) return;
      try {
        const appended = await store.append(
          STREAM,
          revision,
          fresh.map((entry) => eventOf(entry, viewer)),
        );
        for (const { entryId } of fresh) shown.add(keyOf(entryId, viewer));
        ({ revision } = appended);
      } catch (error) {
        if (!isEventStoreError(error) || error.code !== 'conflict') throw error;
        conflicts += 1;
        if (conflicts === MOST_TRIES) throw error;
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
