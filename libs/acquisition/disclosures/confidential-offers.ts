import { sql } from 'kysely';
import type { QuerySources } from '#acquisition/views';

/** An entry of a confidential offer. */
export interface ConfidentialEntry {
  readonly offerId: string;
  readonly filmId: string;
  readonly entryId: string;
  /** Of the event, as text: those of one log are of one length. */
  readonly position: string;
  /** Who recorded it, and so knows it. */
  readonly user: string;
}

/** What a command has recorded on a film, as it is answered. */
export interface RecordedHere {
  readonly filmId: string;
  readonly position: string;
  readonly events: readonly { readonly id: string; readonly type: string; readonly data: object }[];
}

/** The confidential offers of a log and their entries, by the ids that answers name them by. */
export interface ConfidentialOffers {
  readonly areNone: () => boolean;
  /** Takes over what the views know and this does not yet. */
  readonly lookUp: () => Promise<void>;
  /** Takes over what was recorded here just now, which the views may not have yet. */
  readonly learn: (recorded: RecordedHere, user: string) => void;
  /** Of each offer that a text names, the last entry that it names. */
  readonly namedIn: (text: string) => readonly ConfidentialEntry[];
  /** Of each offer on a film, or on any, the last entry. */
  readonly on: (filmId?: string) => readonly ConfidentialEntry[];
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

export function confidentialOffers({ db }: Pick<QuerySources, 'db'>): ConfidentialOffers {
  /** By the id of the entry. An offer has the id of its first one. */
  const entries = new Map<string, ConfidentialEntry>();
  const offers = new Set<string>();
  let seen = '';

  const add = (entry: ConfidentialEntry): void => {
    offers.add(entry.offerId);
    entries.set(entry.entryId, entry);
  };
  const lastOfEach = (some: Iterable<ConfidentialEntry>): readonly ConfidentialEntry[] => {
    const last = new Map<string, ConfidentialEntry>();
    for (const entry of some) {
      const before = last.get(entry.offerId);
      if (before === undefined || before.position <= entry.position) last.set(entry.offerId, entry);
    }
    return [...last.values()];
  };

  return {
    areNone: () => offers.size === 0,
    lookUp: async () => {
      const unseen = sql<ConfidentialEntry>`
        select k.about as "offerId", k.film_id as "filmId", e.event_id as "entryId", e.position, e."user"
        from event_index k join event_index e on e.film_id = k.film_id and e.stream = k.stream
          and (e.event_id = k.about or e.about = k.about)
        where k.type = 'OfferKeptConfidential' and (k.position > ${seen} or e.position > ${seen})
        order by e.position`;
      for (const entry of (await unseen.execute(db)).rows) {
        add(entry);
        if (entry.position > seen) seen = entry.position;
      }
    },
    learn: ({ filmId, position, events }, user) => {
      for (const { id, type, data } of events) {
        const { offerId } = data as { readonly offerId?: unknown };
        if (typeof offerId !== 'string') continue;
        if (type === 'OfferKeptConfidential' && !offers.has(offerId)) {
          add({ offerId, filmId, entryId: offerId, position: '', user });
        }
        if (offers.has(offerId)) add({ offerId, filmId, entryId: id, position, user });
      }
    },
    namedIn: (text) => {
      const named: ConfidentialEntry[] = [];
      for (const [id] of text.matchAll(UUID)) {
        const entry = entries.get(id);
        if (entry !== undefined) named.push(entry);
      }
      return lastOfEach(named);
    },
    on: (filmId) =>
      lastOfEach([...entries.values()].filter((entry) => filmId === undefined || entry.filmId === filmId)),
  };
}
