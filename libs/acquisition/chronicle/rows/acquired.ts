import type { FilmState } from '#acquisition/domain';
import { acquireFilm, dateRelease, given, parseOccurredAt } from '#acquisition/domain';
import type { Step } from '#acquisition/importing';
import { ask, remarkOnBuyer } from '#acquisition/importing';
import type { Fields } from '../fields';
import type { RowMapping } from '../mapped';
import { asNote } from '../mapped';
import { rightsOfRow } from '../rights-of-row';
import { termsOfRow } from '../terms-of-row';

/** The only open offer of that very buyer: the deal was made on it. */
function ownOffer(film: FilmState, buyer: string): string | undefined {
  const open = [...film.offers.values()].filter(
    (offer) => offer.buyer === buyer && (offer.status === 'live' || offer.status === 'countered'),
  );
  return open.length === 1 ? open[0]?.offerId : undefined;
}

function plannedRelease(fields: Fields): { readonly on?: string; readonly remarks: readonly string[] } {
  const planned = fields.peek('plannedRelease');
  if (typeof planned !== 'string') return { remarks: [] };
  if (parseOccurredAt(planned) === undefined) {
    return { remarks: [`planned release "${planned}" is no date: kept as it is`] };
  }
  fields.take('plannedRelease');
  return { on: planned, remarks: [`the release planned for ${planned} is recorded as dated`] };
}

export const acquired: RowMapping = (fields, { film }) => {
  const buyer = fields.text('buyer');
  if (buyer === undefined) return asNote('no buyer is named');
  const { rights, remarks: onRights } = rightsOfRow(fields, 'all rights');
  const { terms, remarks: onTerms } = termsOfRow(fields);
  const sellers = fields.texts('sellers', 'seller');
  const reason = fields.text('reasonWon');
  const offerId = ownOffer(film, buyer);
  const release = plannedRelease(fields);
  const deal = ask(acquireFilm, { buyer, rights, terms, ...given({ offerId, sellers, reason }) });
  const dated: readonly Step[] =
    release.on === undefined ? [] : [ask(dateRelease, { distributor: buyer, rights, releaseOn: release.on })];
  return {
    steps: [deal, ...dated],
    remarks: [
      ...remarkOnBuyer(buyer),
      ...onRights,
      ...onTerms,
      ...(offerId === undefined ? [] : ['taken for the deal on the only open offer of this buyer']),
      ...release.remarks,
      ...contradictions(fields),
    ],
  };
};

/** Fields that say something else than the deal as it is recorded. */
function contradictions(fields: Fields): readonly string[] {
  const conflict = fields.peek('conflict');
  const later = fields.peek('laterAdded');
  return [
    ...(typeof conflict === 'string' ? [`reports contradict each other, kept: ${conflict}`] : []),
    ...(Array.isArray(later) ? [`added later, on a day nobody says, so not in the deal: ${later.join(', ')}`] : []),
  ];
}
