import type { Deal, DealStatus, DealStep, FilmState, Offer } from '../film';
import { memo } from '../memo';
import type { CountryCode, Region, Rights } from '../rights';
import {
  ALL_RIGHTS_WORLDWIDE,
  COUNTRIES,
  EMPTY,
  EVERYTHING,
  blocksOf,
  countriesIn,
  masksOf,
  overlap,
  regionOf,
  subtract,
  union,
} from '../rights';
import type { Day } from '../time';
import { addDays, firstDay, utcDay } from '../time';
import type { At } from './moment';

const regions = memo<Rights, Region>();

/** The region that resolved rights cover. Remembered by the Rights object, which never changes. */
export function regionOfRights(rights: Rights): Region {
  const known = regions.get(rights);
  if (known !== undefined) return known;
  const region = regionOf(rights.blocks);
  regions.set(rights, region);
  return region;
}

const spans = new Map<string, Region>();
const MOST_SPANS = 4_096;

/** All territories, media and languages in the days `[from, to)`. */
export function days(from: Day | null, to: Day | null): Region {
  if (from === null && to === null) return EVERYTHING;
  const key = `${from ?? ''} ${to ?? ''}`;
  const known = spans.get(key);
  if (known !== undefined) return known;
  const region = regionOf(ALL_RIGHTS_WORLDWIDE.blocks.map((block) => ({ ...block, window: { from, to } })));
  if (spans.size >= MOST_SPANS) spans.clear();
  spans.set(key, region);
  return region;
}

/** What of some rights lies on a day or later: nothing is sold for days that are over. */
export const ahead = (rights: Rights, day: Day): Region => overlap(regionOfRights(rights), days(day, null));

/** A region, but for the days before a day as well: that a sale begins with that day goes without saying. */
export function opened(region: Region, from: Day): Region {
  const blocks = blocksOf(region, true).map((block) =>
    block.window.from === from ? { ...block, window: { from: null, to: block.window.to } } : block,
  );
  return regionOf(blocks);
}

/** By the steps of a deal, which stay the same while other things of it change. */
const held = memo<readonly DealStep[], Region>();

const since = (rights: Rights | null, day: Day): Region =>
  overlap(rights === null ? EVERYTHING : regionOfRights(rights), days(day, null));

/**
 * What a deal holds: the rights granted, from the day they were granted, less what was rescinded, and less what was
 * reverted from the day it was. Nobody holds a right before the deal was made.
 */
export function heldBy(deal: Deal): Region {
  const known = held.get(deal.steps);
  if (known !== undefined) return known;
  let region = EMPTY;
  for (const { kind, rights, on } of deal.steps) {
    if (kind === 'acquired' || kind === 'amended') {
      region = union(overlap(region, days(null, on)), since(rights, on));
    } else {
      region = subtract(
        region,
        kind === 'reverted' ? since(rights, on) : rights === null ? EVERYTHING : regionOfRights(rights),
      );
    }
  }
  held.set(deal.steps, region);
  return region;
}

/** True while words of the deal's rights that resolved to nothing may still stand for rights that it holds. */
export const holdsUnresolved = (deal: Deal): boolean => deal.rights.unresolved.length > 0 && !endedBy(deal, null);

/** True when all of a deal was reverted or rescinded, by `day` if given, and nothing was granted after that. */
export function endedBy(deal: Deal, day: Day | null): boolean {
  const steps = deal.steps.filter(({ on }) => day === null || on <= day);
  const last = steps.findLast(({ kind, rights }) => kind === 'acquired' || kind === 'amended' || rights === null);
  return last !== undefined && last.rights === null;
}

/** `ended` when nothing is left of the deal from `day` on. */
export function dealStatus(deal: Deal, day: Day): DealStatus {
  const until = lastsUntil(deal);
  if (until !== null && until <= day) return 'ended';
  return deal.executedOn === null ? 'committed' : 'licensed';
}

/** Before any day on which a deal was made. */
const NEVER: Day = '0001-01-01';

const lasting = memo<Deal, { readonly until: Day | null }>();

/** The day from which nothing is left of a deal, if nothing else happens; `null` when it has no end of itself. */
export function lastsUntil(deal: Deal): Day | null {
  const known = lasting.get(deal);
  if (known !== undefined) return known.until;
  const until = holdsUnresolved(deal) ? null : lastDayIn(heldBy(deal));
  lasting.set(deal, { until });
  return until;
}

/** The day after the last one in a region; `null` when it has no last one. */
function lastDayIn(region: Region): Day | null {
  let last = NEVER;
  for (const { window } of masksOf(region)) {
    if (window.to === null) return null;
    if (window.to > last) last = window.to;
  }
  return last;
}

const live = memo<FilmState['deals'], { readonly day: Day; readonly deals: readonly Deal[] }>();

/** Deals that hold something on `day` or later, in the order they were recorded. */
export function liveDeals({ deals }: Pick<FilmState, 'deals'>, day: Day): readonly Deal[] {
  const known = live.get(deals);
  if (known?.day === day) return known.deals;
  const found = [...deals.values()].filter((deal) => dealStatus(deal, day) !== 'ended');
  live.set(deals, { day, deals: found });
  return found;
}

/**
 * What "rest of world" leaves out: countries of which a deal holds anything on a day or later, and those that no mandate
 * covers. What was reverted or rescinded is part of the rest of the world again.
 */
export function outsideRestOfWorld(film: FilmState, day: Day): ReadonlySet<CountryCode> {
  const lasting = days(day, null);
  const held = liveDeals(film, day).flatMap((deal) => countriesIn(overlap(heldBy(deal), lasting)));
  const covered = new Set(countriesIn(overlap(mandateCover(film, day).region, lasting)));
  // Where nothing is to sell, it means what it says: the conflict tells.
  const outside = covered.size === 0 ? [] : COUNTRIES.map(({ code }) => code).filter((code) => !covered.has(code));
  return new Set([...held, ...outside]);
}

/** What "rest of world" leaves out of a mandate: countries that other mandates cover on a day or later. */
export function mandatedToOthers(film: FilmState, day: Day, mandateId: string): ReadonlySet<CountryCode> {
  const mandates = new Map([...film.mandates].filter(([id]) => id !== mandateId));
  if (mandates.size === 0) return new Set();
  return new Set(countriesIn(overlap(mandateCover({ ...film, mandates }, day).region, days(day, null))));
}

/** Blocks of the rights that are granted exclusively. */
export const exclusivePart = (rights: Rights): Region => regionOf(rights.blocks.filter((block) => block.exclusive));

/** A verbal yes that still reserves its rights at a moment. */
export const isReserved = (offer: Offer, at: At): boolean =>
  offer.status === 'accepted' && (offer.reservedUntil === null || at.instant < offer.reservedUntil);

/** An offer that waits for an answer at a moment, countered or not. */
export const isOpen = (offer: Offer, at: At): boolean =>
  (offer.status === 'live' || offer.status === 'countered') &&
  (offer.expiresAt === null || at.instant < offer.expiresAt);

/** The offers of a film that stand at a moment. */
interface Standing {
  readonly open: readonly Offer[];
  readonly reserved: readonly Offer[];
}

const standing = memo<FilmState['offers'], Standing & Pick<At, 'instant'>>();

/** Those that wait for an answer, and those that reserve their rights, in the order they were recorded. */
export function standingOffers({ offers }: Pick<FilmState, 'offers'>, at: At): Standing {
  const known = standing.get(offers);
  if (known?.instant === at.instant) return known;
  const [open, reserved]: [Offer[], Offer[]] = [[], []];
  for (const offer of offers.values()) {
    if (isOpen(offer, at)) open.push(offer);
    else if (isReserved(offer, at)) reserved.push(offer);
  }
  const found = { open, reserved, instant: at.instant };
  standing.set(offers, found);
  return found;
}

/** What the film's mandates cover, and whether they are only assumed because none was recorded. */
export interface MandateCover {
  readonly isAssumed: boolean;
  /** Covered on or after the day asked for. */
  readonly region: Region;
  /** Of that, what may be sold exclusively. */
  readonly exclusive: Region;
  /** Covered by a mandate that has ended since. */
  readonly ended: Region;
}

/** Where the window of a mandate is over by `day`: its territories and media, from then on without end. */
const ranOut = (rights: Rights, day: Day): Region =>
  regionOf(
    rights.blocks
      .filter(({ window }) => window.to !== null && window.to <= day)
      .map((block) => ({ ...block, window: { from: null, to: null } })),
  );

/** What mandates cover, whatever the day: it is written in days. */
type Mandated = Pick<MandateCover, 'region' | 'exclusive'>;

const mandated = memo<FilmState['mandates'], Mandated>();

/** What the film's mandates cover, and what of it may be sold exclusively, each in its days. */
export function mandatedBy(mandates: FilmState['mandates']): Mandated {
  if (mandates.size === 0) return { region: EVERYTHING, exclusive: EVERYTHING };
  const known = mandated.get(mandates);
  if (known !== undefined) return known;
  let [region, exclusive] = [EMPTY, EMPTY];
  for (const { rights, endedOn } of mandates.values()) {
    const covered = regionOfRights(rights);
    const lasting = endedOn === null ? covered : overlap(covered, days(null, endedOn));
    region = union(region, lasting);
    exclusive = union(exclusive, overlap(lasting, exclusivePart(rights)));
  }
  mandated.set(mandates, { region, exclusive });
  return { region, exclusive };
}

/** Without a recorded mandate the mandate is worldwide, all rights, exclusive. */
export function mandateCover({ mandates }: Pick<FilmState, 'mandates'>, day: Day): MandateCover {
  const covered = mandatedBy(mandates);
  if (mandates.size === 0) return { isAssumed: true, ...covered, ended: EMPTY };
  let ended = EMPTY;
  for (const { rights, endedOn } of mandates.values()) {
    ended = union(ended, ranOut(rights, day));
    if (endedOn !== null) ended = union(ended, regionOfRights(rights));
  }
  return { isAssumed: false, ...covered, ended };
}

/** What may not be used yet because of a deal's holdbacks: media and territories until a day. */
export function heldBackBy(deal: Deal, firstRelease: Day | null): Region {
  let region = EMPTY;
  for (const { territories, media, until } of deal.rights.holdbacks ?? []) {
    const end =
      'day' in until ? until.day : firstRelease === null ? null : addDays(firstRelease, until.daysAfterFirstRelease);
    const block = { territories, media, window: { from: null, to: end }, languages: null, exclusive: true };
    region = union(region, regionOf([block]));
  }
  return region;
}

/** The day of the film's first release, `null` before it. */
export const firstRelease = (film: FilmState): Day | null =>
  film.releases
    .map((release) => firstDay(release.occurredAt, utcDay))
    .reduce<Day | null>((first, day) => (first === null || day < first ? day : first), null);
