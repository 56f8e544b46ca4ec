import type { QuerySources } from '#acquisition/views';

/** An entry with which an offer was put on the table as it stands from then on. */
export interface OfferStage {
  readonly offerId: string;
  readonly filmId: string;
  readonly entryId: string;
  /** Of the event, as text: those of one log are of one length. Empty where only its id is known. */
  readonly position: string;
  readonly recordedAt: string;
  /** First day on which it can have happened. */
  readonly occurredOn: string;
  /** Who recorded it, and so knows it; empty while only the views can tell. */
  readonly user: string;
}

/** What a command has recorded on a film, as it is answered. */
export interface RecordedHere {
  readonly filmId: string;
  readonly events: readonly { readonly id: string; readonly type: string; readonly data: object }[];
}

/** As of which moment something is shown; absent: now. Days, or instants. */
export interface ShownMoment {
  readonly asOf?: string | undefined;
  readonly knownAt?: string | undefined;
}

/** The confidential offers of a log, by the ids that answers name them by. */
export interface ConfidentialOffers {
  readonly areNone: () => boolean;
  /** Takes over what the views know and this does not yet. */
  readonly lookUp: () => Promise<void>;
  /** Takes over what was recorded here just now, which the views may not have yet. */
  readonly learn: (recorded: RecordedHere, user: string) => void;
  /** Of each offer that a text names, how it stands now; as of another moment, the last of its stages that the text names. */
  readonly namedIn: (text: string, moment: ShownMoment) => readonly OfferStage[];
  /** How each offer stood at a moment, on a film or on any. */
  readonly on: (filmId: string | undefined, moment: ShownMoment) => readonly OfferStage[];
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

const [KEPT, SHOWN] = ['OfferKeptConfidential', 'OfferShown'] as const;
const WITH_TERMS: ReadonlySet<string> = new Set(['OfferMade', 'OfferRaised', 'OfferCountered', 'FilmAcquired']);
/** Rows that are read at once. */
const ROWS = 5_000;

interface Offer {
  readonly filmId: string;
  /** The event that says that it is confidential. */
  readonly keptBy: string;
  /** In the order of the log. */
  readonly stages: OfferStage[];
}

interface Row {
  readonly position: string;
  readonly event_id: string;
  readonly type: string;
  readonly film_id: string | null;
  readonly about: string | null;
  readonly amends: string | null;
  readonly user: string;
  readonly recorded_at: string;
  readonly occurred_on: string;
}

const COLUMNS = [
  'position',
  'event_id',
  'type',
  'film_id',
  'about',
  'amends',
  'user',
  'recorded_at',
  'occurred_on',
] as const;

/** What was recorded here just now has no position yet: it comes last. */
const placeOf = ({ position }: OfferStage): string => (position === '' ? '~' : position);

/** Whether it was recorded and had happened by then: a day counts to its end. */
function isBy({ recordedAt, occurredOn }: OfferStage, { asOf, knownAt }: ShownMoment): boolean {
  const isKnown = knownAt === undefined || recordedAt.slice(0, knownAt.length) <= knownAt;
  return isKnown && (asOf === undefined || occurredOn <= asOf.slice(0, occurredOn.length));
}

export function confidentialOffers({ db }: Pick<QuerySources, 'db'>): ConfidentialOffers {
  const offers = new Map<string, Offer>();
  /** The offer of every entry that is of one, or amends one that is. */
  const offerOf = new Map<string, string>();
  let seen = '';

  const add = (offerId: string, row: Omit<Row, 'about' | 'amends' | 'film_id'>, isStage: boolean): void => {
    const offer = offers.get(offerId);
    if (offer === undefined) return;
    offerOf.set(row.event_id, offerId);
    if (!isStage) return;
    const stage: OfferStage = {
      offerId,
      filmId: offer.filmId,
      entryId: row.event_id,
      position: row.position,
      recordedAt: row.recorded_at,
      occurredOn: row.occurred_on,
      user: row.user,
    };
    const at = offer.stages.findIndex(({ entryId }) => entryId === row.event_id);
    if (at === -1) offer.stages.push(stage);
    else offer.stages[at] = stage;
    offer.stages.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : placeOf(a) > placeOf(b) ? 1 : 0));
  };
  const take = (row: Row): void => {
    if (row.type === SHOWN) return;
    const offerId = offers.has(row.event_id) ? row.event_id : (row.about ?? '');
    if (offers.has(offerId)) add(offerId, row, WITH_TERMS.has(row.type));
    const amended = offerOf.get(row.amends ?? '');
    if (amended === undefined) return;
    if (row.type === 'EntryRetracted' && offers.get(amended)?.keptBy === row.amends) offers.delete(amended);
    else add(amended, row, row.type === 'EntryCorrected');
  };
  const begin = (offerId: string, filmId: string, keptBy: string): void => {
    offers.set(offerId, { filmId, keptBy, stages: offers.get(offerId)?.stages ?? [] });
  };

  /** Offers that became confidential since, with all that was recorded of them. */
  const takeNew = async (after: string): Promise<void> => {
    const index = db.selectFrom('event_index').select(COLUMNS);
    const kept = await index.where('type', '=', KEPT).where('position', '>', after).orderBy('position').execute();
    const films = new Set<string>();
    for (const { about, film_id: filmId, event_id: keptBy } of kept) {
      if (about === null || filmId === null) continue;
      begin(about, filmId, keptBy);
      films.add(filmId);
    }
    for (const filmId of films) {
      const ofFilm = index.where('film_id', '=', filmId).where('type', '!=', SHOWN).orderBy('position');
      (await ofFilm.execute()).forEach(take);
    }
  };

  return {
    areNone: () => offers.size === 0,
    lookUp: async () => {
      if (offers.size === 0) {
        const last = await db
          .selectFrom('event_index')
          .select(({ fn }) => fn.max('position').as('position'))
          .execute();
        await takeNew(seen);
        seen = last[0]?.position ?? seen;
        return;
      }
      for (;;) {
        const next = db.selectFrom('event_index').select(COLUMNS).where('position', '>', seen).orderBy('position');
        const rows = await next.limit(ROWS).execute();
        if (rows.some(({ type }) => type === KEPT)) await takeNew(seen);
        rows.forEach(take);
        seen = rows.at(-1)?.position ?? seen;
        if (rows.length < ROWS) return;
      }
    },
    learn: ({ filmId, events }, user) => {
      for (const { id, type, data } of events) {
        const { offerId = '', corrects = '' } = data as { readonly offerId?: string; readonly corrects?: string };
        if (type === KEPT && !offers.has(offerId)) {
          begin(offerId, filmId, id);
          // Who made it, if that was not now, the views will tell.
          const isMadeNow = events.some((event) => event.id === offerId);
          const row = { event_id: offerId, type: 'OfferMade', position: '', recorded_at: '', occurred_on: '' };
          add(offerId, { ...row, user: isMadeNow ? user : '' }, true);
        }
        const row = { event_id: id, type, position: '', user, recorded_at: '', occurred_on: '' };
        if (offers.has(offerId)) add(offerId, row, WITH_TERMS.has(type));
        const corrected = offerOf.get(corrects);
        if (corrected !== undefined) add(corrected, row, true);
      }
    },
    namedIn: (text, moment) => {
      const isNow = moment.asOf === undefined && moment.knownAt === undefined;
      const ids = new Set(Array.from(text.matchAll(UUID), ([id]) => id));
      const named = new Map<string, OfferStage>();
      for (const id of ids) {
        const offerId = offers.has(id) ? id : (offerOf.get(id) ?? '');
        const stages = offers.get(offerId)?.stages ?? [];
        const stage = isNow ? stages.at(-1) : (stages.findLast(({ entryId }) => ids.has(entryId)) ?? stages[0]);
        if (stage !== undefined) named.set(offerId, stage);
      }
      return [...named.values()];
    },
    on: (filmId, moment) =>
      [...offers.values()]
        .filter((offer) => filmId === undefined || offer.filmId === filmId)
        .map(({ stages }) => stages.findLast((stage) => isBy(stage, moment)))
        .filter((stage) => stage !== undefined),
  };
}
