import type { Deal, FilmState, Mandate } from '../film';
import type { RightsBlock } from '../rights';
import { blocksOf, describe, describeMedia, describeTerritories, regionOf } from '../rights';
import { firstRelease, heldBy } from '../status';
import type { Day } from '../time';
import { addDays } from '../time';
import type { Deadline } from './deadline';

const ALWAYS = { from: null, to: null };

/** Blocks by a day that each of them names, and what they cover together, in the trade's words. */
function byDay(
  blocks: readonly RightsBlock[],
  dayOf: (block: RightsBlock) => Day | null,
): readonly { readonly day: Day; readonly words: string }[] {
  const days = [...new Set(blocks.map(dayOf))].filter((day) => day !== null).sort();
  return days.map((day) => {
    const same = blocks.filter((block) => dayOf(block) === day);
    return { day, words: describe(regionOf(same.map((block) => ({ ...block, window: ALWAYS })))) };
  });
}

/** When what a deal holds begins and ends. Not the days on which it was made, amended or reverted: those were told. */
export function ofLicence(deal: Deal): readonly Deadline[] {
  const { buyer, dealId, offerId } = deal;
  const told = new Set<Day | null>(deal.steps.map(({ on }) => on));
  const blocks = blocksOf(heldBy(deal), true);
  const common = { buyer, dealId, offerId, eventId: deal.steps.at(-1)?.eventId ?? dealId };
  const unlessTold = (day: Day | null) => (told.has(day) ? null : day);
  return [
    ...byDay(blocks, ({ window }) => unlessTold(window.from)).map(({ day, words }): Deadline => {
      const says = `The licence of ${buyer} begins: ${words}`;
      return { ...common, kind: 'licence window begins', on: day, says };
    }),
    ...byDay(blocks, ({ window }) => unlessTold(window.to)).map(({ day, words }): Deadline => {
      const says = `The licence of ${buyer} ends: ${words}`;
      return { ...common, kind: 'licence window ends', on: addDays(day, -1), says };
    }),
  ];
}

/** When what a deal holds back may be used; holdbacks that count from the first release once there was one. */
export function ofHoldbacks(film: FilmState, deal: Deal): readonly Deadline[] {
  const released = firstRelease(film);
  return (deal.rights.holdbacks ?? []).flatMap((holdback): Deadline[] => {
    const { until } = holdback;
    const end = 'day' in until ? until.day : released === null ? null : addDays(released, until.daysAfterFirstRelease);
    if (end === null) return [];
    const what = `${describeTerritories(holdback.territories)}, ${describeMedia(holdback.media)}`;
    const says = `The holdback of ${deal.buyer} ends: ${what}`;
    const { buyer, dealId, offerId } = deal;
    const eventId = deal.steps.findLast(({ rights }) => rights?.holdbacks !== undefined)?.eventId ?? dealId;
    return [{ kind: 'holdback ends', on: addDays(end, -1), buyer, says, eventId, offerId, dealId }];
  });
}

/** When the window of a mandate ends that was not ended before. */
export function ofMandate({ agent, mandateId, rights, endedOn }: Mandate): readonly Deadline[] {
  if (endedOn !== null) return [];
  return byDay(rights.blocks, ({ window }) => window.to).map(({ day, words }): Deadline => {
    const says = `The mandate of ${agent} ends: ${words}`;
    const common = { buyer: null, offerId: null, dealId: null };
    return { ...common, kind: 'mandate window ends', on: addDays(day, -1), says, eventId: mandateId };
  });
}
