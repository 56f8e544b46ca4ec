import type { At, Deal, Figures, Offer } from '#acquisition/domain';
import { figuresOf } from '#acquisition/domain';
import type { BuyerEntryRow } from './buyer-entries';

type Thing = Pick<BuyerEntryRow, 'kind' | 'entry_id' | 'thing'>;

const things = <Of>(rows: readonly Thing[], kind: Thing['kind']): ReadonlyMap<string, Of> =>
  new Map(
    rows.flatMap((row) =>
      row.kind === kind && row.thing !== null ? [[row.entry_id, JSON.parse(row.thing) as Of] as const] : [],
    ),
  );

/** What a buyer offers, has reserved and has committed to at a moment, on any film; the three are never added together. */
export const figuresOfBuyer = (rows: readonly Thing[], at: At): Figures =>
  figuresOf({ offers: things<Offer>(rows, 'offer'), deals: things<Deal>(rows, 'deal') }, at);
