import type { Conflict, Entry, FilmEvent, OfferDetails, Precision, Rights, Total } from '#acquisition/domain';
import {
  decide,
  evolve,
  fold,
  freeInWords,
  headline,
  isBelowTake,
  makeOffer,
  mightOverlap,
  parseInstant,
  parseOccurredAt,
  refuseFields,
} from '#acquisition/domain';
import { Refused } from '#acquisition/film-stream';
import { nowOf } from '../asked-moment';
import { seeFilm } from '../film-events';
import type { QuerySources } from '../query-sources';

export interface OfferToCheck {
  readonly film: string;
  /** As it would be recorded. */
  readonly offer: OfferDetails & {
    readonly occurredAt?: string;
    readonly occurredPrecision?: Exclude<Precision, 'instant'>;
  };
}

/** What would become of an offer. */
export interface CheckedOffer {
  /** What stands in the way of accepting it; it may be recorded all the same. */
  readonly conflicts: readonly Conflict[];
  /** What of its rights is free, in the trade's words; empty when nothing is. */
  readonly free: string;
  /** What its words mean. */
  readonly rights: Rights;
  readonly headline: readonly Total[];
  /** True when it could not be accepted without an approval. */
  readonly belowTake: boolean;
  /** Words of other deals that resolved to nothing and may stand for these rights. */
  readonly warnings: readonly string[];
}

/** The id of an offer that is never recorded. */
const CHECKED = '00000000-0000-0000-0000-000000000000';

function entryOf({ occurredAt, occurredPrecision }: OfferToCheck['offer'], { clock }: QuerySources): Entry {
  const now = nowOf(clock);
  const occurred =
    occurredAt === undefined
      ? ({ on: now.instant, precision: 'instant' } as const)
      : parseOccurredAt(occurredAt, occurredPrecision);
  if (occurred === undefined) {
    const message = 'must be a date that exists, no more precise than `occurredPrecision`';
    throw new Refused(refuseFields([{ field: 'occurredAt', message }]));
  }
  const actor = { user: 'check', role: 'check' };
  return { id: CHECKED, now, occurredAt: occurred, source: { kind: 'witnessed' }, actor };
}

/**
 * Decides on an offer as if it were made, and records nothing: the rule is the very one that would record it.
 * @throws Refused where the offer itself would be refused.
 */
export async function checkOffer(
  sources: QuerySources,
  { film: reference, offer }: OfferToCheck,
): Promise<CheckedOffer> {
  const { film: shown, events: recorded } = await seeFilm(sources, reference, {});
  // Rules decide on what is recorded, in the order of the log.
  const film = fold(shown.filmId, recorded);
  const entry = entryOf(offer, sources);
  const { expiresAt } = offer;
  const asked = expiresAt === undefined ? offer : { ...offer, expiresAt: parseInstant(expiresAt) ?? expiresAt };
  const decision = decide(makeOffer, film, asked, entry);
  if (decision.refused) throw new Refused(decision);
  const events = decision.facts.map((fact): FilmEvent => ({
    ...entry,
    ...fact,
    occurredAt: entry.occurredAt,
    recordedAt: entry.now.instant,
    revision: 0,
  }));
  const made = evolve(film, events).offers.get(CHECKED);
  if (made === undefined) throw new Error('The rule of making an offer makes an offer.');
  const asking = { offerId: made.offerId, buyer: made.buyer };
  return {
    conflicts: made.conflicts,
    free: freeInWords(film, made.rights, entry.now, asking),
    rights: made.rights,
    headline: headline(made.terms),
    belowTake: isBelowTake(film, made, made),
    warnings: mightOverlap(film, entry.now, asking),
  };
}
