import type { FilmEventOf } from '../events';
import type { FilmState } from '../film';
import type { Rights } from '../rights';
import { isEmpty, overlap } from '../rights';
import { regionOfRights } from '../status';
import { describeOccurredAt, firstDay, lastDay, utcDay } from '../time';
import type { Deadline } from './deadline';

type Dated = FilmEventOf<'ReleaseDated'>;

/** A name or rights that were left out may be any. */
const maybeSame = (a: string | undefined, b: string | undefined): boolean =>
  a === undefined || b === undefined || a === b;

/** True when a later date is one for the same release: moved, or taken back. */
const replaces = (later: Dated, { data }: Dated): boolean =>
  maybeSame(later.data.distributor, data.distributor) && maybeSame(later.data.rights?.words, data.rights?.words);

const mayMeet = (a: Rights | undefined, b: Rights): boolean =>
  a === undefined ||
  a.unresolved.length > 0 ||
  b.unresolved.length > 0 ||
  !isEmpty(overlap(regionOfRights(a), regionOfRights(b)));

/** True when the film opened since then where, and by whom, the date said. */
const hasOpened = (film: FilmState, dated: Dated): boolean =>
  film.releases.some(
    ({ data, occurredAt }) =>
      maybeSame(dated.data.distributor, data.distributor) &&
      mayMeet(dated.data.rights, data.rights) &&
      lastDay(occurredAt, utcDay) >= firstDay(dated.occurredAt, utcDay),
  );

/** Release dates that stand, each until the film opens there. A month or year is over on its last day. */
export const ofReleases = (film: FilmState): readonly Deadline[] =>
  film.releaseDates.flatMap((dated, index): Deadline[] => {
    const { releaseOn, distributor, rights } = dated.data;
    const isReplaced = film.releaseDates.slice(index + 1).some((later) => replaces(later, dated));
    if (releaseOn === null || isReplaced || hasOpened(film, dated)) return [];
    const on = releaseOn.precision === 'instant' ? releaseOn.on : lastDay(releaseOn, utcDay);
    const by = distributor === undefined ? '' : ` by ${distributor}`;
    const where = rights === undefined ? '' : `: ${rights.words}`;
    const says = `The film opens (${describeOccurredAt(releaseOn)})${by}${where}`;
    const common = { buyer: distributor ?? null, offerId: null, dealId: null };
    return [{ ...common, kind: 'release', on, says, eventId: dated.id }];
  });
