import { grantMandate, resolveTerritories } from '#acquisition/domain';
import { ask } from '#acquisition/importing';
import type { RowMapping } from '../mapped';
import { asNote } from '../mapped';

const NAME_AND_TERRITORIES = /^(.*\S)\s*\(([^()]+)\)$/;

/** `Black Bear International (international)`: who may sell, and where. */
function readSeller(text: string): { readonly agent: string; readonly territories: string } | undefined {
  const [, agent, territories] = NAME_AND_TERRITORIES.exec(text.trim()) ?? [];
  if (agent === undefined || territories === undefined) return undefined;
  const { parts, unresolved } = resolveTerritories(territories);
  return parts.length === 0 || unresolved.length > 0 ? undefined : { agent, territories };
}

/**
 * A mandate for each seller, if it is said of all of them where they may sell: one mandate without the others would make
 * what the others sell "not controlled".
 */
export const mandate: RowMapping = (fields) => {
  const told = fields.texts('sellers', 'seller', 'agent') ?? [];
  const sellers = told.map(readSeller);
  const [first, ...others] = sellers.flatMap((seller) => (seller === undefined ? [] : [seller]));
  if (first === undefined || others.length + 1 < told.length) {
    return asNote('it is not said of every seller, in territories we know, where it may sell');
  }
  const grant = (seller: { readonly agent: string; readonly territories: string }) =>
    ask(grantMandate, { agent: seller.agent, rights: { territories: seller.territories } });
  return { steps: [grant(first), ...others.map(grant)], remarks: ['media not stated: taken for all rights'] };
};
