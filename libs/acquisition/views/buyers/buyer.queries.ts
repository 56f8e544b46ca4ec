import { sql } from 'kysely';
import type { At, Deal, DealStatus, Offer, OfferStatus, Total } from '#acquisition/domain';
import { dealStatus, headline } from '#acquisition/domain';
import type { AskedMoment, OfMoment } from '../asked-moment';
import { nowOf } from '../asked-moment';
import type { Page, Place } from '../cursor';
import { pageOf, readCursor, readLimit } from '../cursor';
import { Query } from '../query';
import type { QuerySources } from '../query-sources';
import { atOneMoment } from '../query-sources';
import { answerThen } from '../then/answer-then';
import type { BuyerEntryRow, EntryKind } from './buyer-entries';
import { keysOfBuyer, knownBuyers, refuseUnknownBuyer } from './buyer-named';
import type { BuyerOnMarket } from './buyers.queries';
import { buyerByKey } from './buyers.queries';
import { filmsAsked } from './films-of-buyer';

export interface AskedBuyer extends AskedMoment {
  /** Any of its names; capitals do not matter. */
  readonly buyer: string;
  readonly kinds?: readonly EntryKind[];
  readonly limit?: number;
  readonly cursor?: string;
}

/** One thing that a buyer did about a film. */
export interface BuyerEntry {
  /** The event that began it: the id of the offer or deal. */
  readonly entryId: string;
  readonly kind: EntryKind;
  readonly film: { readonly filmId: string; readonly slug: string; readonly title: string };
  /** The buyer's name as it was recorded. */
  readonly buyer: string;
  /** First day on which it can have happened. */
  readonly on: string;
  /** The rights it was about, in words. */
  readonly rights: string | null;
  readonly reason: string | null;
  /** Of a negotiation: whether it keeps the others out, and when it ends by itself. */
  readonly exclusive: boolean | null;
  readonly until: string | null;
  /** Of an offer or a deal: what became of it, and its headline total. */
  readonly status: OfferStatus | DealStatus | null;
  readonly headline: readonly Total[];
}

/** A name that counts as a buyer's. */
export interface BuyerMerge {
  readonly buyer: string;
  readonly into: string;
  readonly on: string;
  readonly reason: string | null;
  readonly eventId: string;
}

/** A buyer and its history, the latest first, page by page. */
export interface BuyerHistory extends BuyerOnMarket, Page<BuyerEntry>, OfMoment {
  readonly merges: readonly BuyerMerge[];
}

/** One buyer under all of its names. */
export class BuyerQuery extends Query<BuyerHistory> {
  constructor(readonly asked: AskedBuyer) {
    super();
  }
}

function standingOf({ kind, thing }: BuyerEntryRow, at: At): Pick<BuyerEntry, 'status' | 'headline'> {
  if (thing === null) return { status: null, headline: [] };
  const { terms } = JSON.parse(thing) as Offer | Deal;
  const status = kind === 'deal' ? dealStatus(JSON.parse(thing) as Deal, at.day) : (JSON.parse(thing) as Offer).status;
  return { status, headline: headline(terms) };
}

const shown =
  (at: At) =>
  (row: BuyerEntryRow): BuyerEntry => ({
    entryId: row.entry_id,
    kind: row.kind,
    film: { filmId: row.film_id, slug: row.film_slug, title: row.film_title },
    buyer: row.buyer,
    on: row.on_day,
    rights: row.rights,
    reason: row.reason,
    exclusive: row.exclusive === null ? null : row.exclusive === 1,
    until: row.until,
    ...standingOf(row, at),
  });

async function mergesOf({ db }: QuerySources, head: string): Promise<readonly BuyerMerge[]> {
  const rows = await db
    .selectFrom('buyer_merges')
    .selectAll()
    .where('head_key', '=', head)
    .orderBy('buyer_key')
    .execute();
  return rows.flatMap(({ buyer, merged_into: into, on_day: on, reason, event_id: eventId }) =>
    into === null ? [] : [{ buyer, into, on, reason, eventId }],
  );
}

/**
 * One buyer, by any of its names: what it showed interest in, passed on, negotiated, offered and acquired; now, or at a
 * moment on both clocks.
 * @throws Refused for a buyer that has to do with no film, and for a moment, a limit or a cursor that cannot be.
 */
export async function buyer(sources: QuerySources, asked: AskedBuyer): Promise<BuyerHistory> {
  const { limit: wanted, cursor, ...query } = asked;
  const limit = readLimit(wanted, sources.pageLimit);
  const after = readCursor(cursor, query);
  return answerThen(
    sources,
    asked,
    async (moment) => ({ views: ['buyers'], ...(await filmsAsked(sources, moment, undefined, query.buyer)) }),
    (then) => atOneMoment(then, (now) => buyerAtOnce(now, query, { limit, after })),
  );
}

async function buyerAtOnce(
  sources: QuerySources,
  query: Omit<AskedBuyer, 'limit' | 'cursor'>,
  { limit, after }: { readonly limit: number; readonly after: Place | undefined },
): Promise<BuyerHistory> {
  const { head, keys } = await keysOfBuyer(sources, query.buyer);
  const found = await buyerByKey(sources, head);
  if (found === undefined)
    return refuseUnknownBuyer(query.buyer, await knownBuyers(sources), 'has to do with any film');
  const rows = await sources.db
    .selectFrom('buyer_entries')
    .selectAll()
    .where('buyer_key', 'in', keys)
    .$if(query.kinds !== undefined, (all) => all.where('kind', 'in', query.kinds ?? []))
    .$if(after !== undefined, (all) => all.where(sql<boolean>`(on_day, entry_id) < (${sql.join([...(after ?? [])])})`))
    .orderBy('on_day', 'desc')
    .orderBy('entry_id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = pageOf(rows, limit, query, {
    show: shown(nowOf(sources.clock)),
    placeOf: (row) => [row.on_day, row.entry_id],
  });
  return { ...found, merges: await mergesOf(sources, head), ...page };
}
