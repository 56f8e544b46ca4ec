import type { Deal, FilmState } from '#acquisition/domain';
import { dealStatus, given, revertRights } from '#acquisition/domain';
import { ask } from '#acquisition/importing';
import type { RowMapping } from '../mapped';
import { asNote, recordedAs } from '../mapped';
import { rightsGivenIn } from '../rights-of-row';

const sameName = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

const liveDealsOf = (film: FilmState, buyer: string, day: string): readonly Deal[] =>
  [...film.deals.values()].filter((deal) => sameName(deal.buyer, buyer) && dealStatus(deal, day) !== 'ended');

/** Rights go back from the buyer that `from_` names. */
export const rightsReverted: RowMapping = (fields, { film, row }) => {
  const buyer = fields.text('from_', 'from');
  if (buyer === undefined) return asNote('it is not said from whom the rights went back');
  const deals = liveDealsOf(film, buyer, row.occurredAt.on.slice(0, 'YYYY-MM-DD'.length));
  const [deal] = deals;
  if (deal === undefined) return asNote(`no live deal of ${buyer} is recorded`);
  if (deals.length > 1) return asNote(`${buyer} has ${String(deals.length)} live deals: it is not said which one`);
  const rights = rightsGivenIn(fields);
  const reason = fields.text('reason', 'note');
  return recordedAs(ask(revertRights, { dealId: deal.dealId, ...given({ rights, reason }) }));
};
