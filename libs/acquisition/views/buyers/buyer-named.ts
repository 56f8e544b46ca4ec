import { buyerKey, nearestNames, proposals, refuse } from '#acquisition/domain';
import { Refused } from '#acquisition/film-stream';
import { Query } from '../query';
import type { QuerySources } from '../query-sources';

/** Names of buyers that are looked through for one that was misspelled. */
export const BUYERS_LOOKED_AT = 2_000;

/** A buyer under all of its names. */
export interface BuyerKeys {
  /** Key of the name that stands for all of them. */
  readonly head: string;
  readonly keys: readonly string[];
}

/** Every key that is of the same buyer as a name. A name that nobody ever merged is of itself. */
export async function keysOfBuyer({ db }: Pick<QuerySources, 'db'>, name: string): Promise<BuyerKeys> {
  const key = buyerKey(name);
  const own = await db.selectFrom('buyer_merges').select('head_key').where('buyer_key', '=', key).executeTakeFirst();
  const head = own?.head_key ?? key;
  const merged = await db.selectFrom('buyer_merges').select('buyer_key').where('head_key', '=', head).execute();
  return { head, keys: [...new Set([head, ...merged.map((row) => row.buyer_key)])].sort() };
}

/** @throws Refused: there is no buyer of that name; with the nearest ones among `names`. */
export function refuseUnknownBuyer(name: string, names: readonly string[], hasDone: string): never {
  const nearest = nearestNames(name, proposals(names));
  const meant = nearest.length === 0 ? '' : ` Did you mean ${nearest.map((one) => `"${one}"`).join(' or ')}?`;
  throw new Refused(
    refuse('not-found', 'buyer-not-found', `No buyer called "${name}" ${hasDone}.${meant}`, {
      problems: [{ field: 'buyer', message: 'is no buyer that is known', nearest }],
    }),
  );
}

/** Names as they were recorded, one for each key, as many as are looked through. */
export async function knownBuyers({ db }: Pick<QuerySources, 'db'>): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('buyer_entries')
    .select(({ fn }) => fn.min('buyer').as('buyer'))
    .groupBy('buyer_key')
    .limit(BUYERS_LOOKED_AT)
    .execute();
  return rows.map(({ buyer }) => buyer);
}

/** A buyer's name as it was recorded (of spellings that differ by capitals, the one with more of them), whether or not another one stands for it. */
export class BuyerNameQuery extends Query<string> {
  constructor(readonly asked: { readonly buyer: string }) {
    super();
  }
}

/** @throws Refused when nobody of that name has to do with any film. */
export async function buyerName(sources: QuerySources, { buyer }: BuyerNameQuery['asked']): Promise<string> {
  const found = await sources.db
    .selectFrom('buyer_entries')
    .select(({ fn }) => fn.min<string | null>('buyer').as('buyer'))
    .where('buyer_key', '=', buyerKey(buyer))
    .executeTakeFirst();
  return found?.buyer ?? refuseUnknownBuyer(buyer, await knownBuyers(sources), 'has to do with any film');
}
