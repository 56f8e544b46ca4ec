import type { FilmState } from '../film';
import type { Rights, RightsRequest } from '../rights';
import { isEmpty, overlap } from '../rights';
import { heldBy, regionOfRights } from '../status';
import { withOptionalRights } from './asked-rights';
import type { Decision, Entry, Rule } from './decision';
import { given, record, refuse } from './decision';
import { withLiveDeal } from './live-deal';

/** A deal, or the part of it that is named. */
export interface PartOfDeal {
  readonly dealId: string;
  /** The part; the whole deal when absent. */
  readonly rights?: RightsRequest;
  readonly reason?: string;
}

/** Goes on with the part of a live deal that leaves it, which the deal must hold. */
export const withPartOfDeal = (
  film: FilmState,
  { dealId, rights: asked }: PartOfDeal,
  entry: Entry,
  goOn: (rights: Rights | undefined) => Decision,
): Decision =>
  withLiveDeal(film, dealId, entry, (deal) =>
    withOptionalRights(film, asked, entry, (rights) =>
      rights !== undefined && isEmpty(overlap(heldBy(deal), regionOfRights(rights)))
        ? refuse(
            'conflict',
            'not-held',
            `The deal with ${deal.buyer} holds nothing of ${rights.words}. It holds ${deal.rights.words}.`,
          )
        : goOn(rights),
    ),
  );

/** Rights go back to the seller from the day it occurred; exactly what the deal held of them is free again. */
export const revertRights: Rule<PartOfDeal> = (film, details, entry) =>
  withPartOfDeal(film, details, entry, (rights) =>
    record('RightsReverted', { dealId: details.dealId, ...given({ rights, reason: details.reason }) }),
  );
