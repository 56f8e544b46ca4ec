import type { RightsRequest, TermsRequest } from '#acquisition/domain';
import {
  acceptDelivery,
  acceptOffer,
  acquireFilm,
  approveOffer,
  counterOffer,
  dateRelease,
  declineOffer,
  enterNegotiation,
  executeLongForm,
  lapseOffer,
  makeOffer,
  raiseOffer,
  recordInterest,
  recordPass,
  recordRelease,
  revertRights,
  withdrawOffer,
} from '#acquisition/domain';
import type { Narrator } from './narrator';
import { DAY, HOUR } from './narrator';
import type { Telling, Told } from './step';

const MEDIA = [
  'all rights',
  'all rights',
  'all rights',
  'theatrical',
  'SVOD',
  'theatrical, physical video',
  'television',
];
const CURRENCIES = ['USD', 'USD', 'USD', 'EUR', 'GBP'];
const REASONS = ['Too small for us.', 'The slate is full.', 'The price.', 'Not for our audience.'];
/** Days for which an offer stands: longer than any exchange about it takes. */
const OFFER_STANDS = 30;
/** The same of one that is left to lapse. */
const OFFER_LEFT_STANDS = 2;

/** A price of a real film, for a share of the world, up or down by half. */
const price = ({ random, real }: Narrator): number =>
  Math.round(random.pick(real.prices) * (0.5 + random.next()) * 0.2) * 100;

const terms = (currency: string, minor: number, { random }: Narrator): TermsRequest => ({
  guarantee: { minor, currency },
  ...(random.chance(0.3) ? { licenceYears: random.whole(5, 25) } : {}),
  ...(random.chance(0.2) ? { grossPoints: random.whole(1, 15) } : {}),
  ...(random.chance(0.2) ? { guaranteedScreens: random.whole(50, 2_000) } : {}),
});

/** Rights such as are asked for, sold or not. */
const wishedRights = ({ random, real }: Narrator): RightsRequest => ({
  territories: random.pick(real.territories),
  media: random.pick(MEDIA),
});

/** A buyer is interested, or says no. */
export function* interest(narrator: Narrator): Telling {
  const { random, real, report } = narrator;
  yield* report('Record interest', recordInterest, {
    buyer: random.pick(real.buyers),
    ...(random.chance(0.4) ? { rights: wishedRights(narrator) } : {}),
  });
}

export function* pass({ random, real, report }: Narrator): Telling {
  yield* report('Record pass', recordPass, { buyer: random.pick(real.buyers), reason: random.pick(REASONS) });
}

export function* talks({ random, real, tell, inDays }: Narrator): Telling {
  const buyer = random.pick(real.buyers);
  yield* tell('Enter negotiation', enterNegotiation, { buyer, exclusive: random.chance(0.3), until: inDays(10) });
}

/** An offer with the answers that it gets, up to the last rung of its ladder. */
function* ladder(
  narrator: Narrator,
  buyer: string,
  rights: RightsRequest,
  counters: number,
  stands = OFFER_STANDS,
): Telling<Told> {
  const { random, tell, inDays, pass: wait } = narrator;
  const currency = random.pick(CURRENCIES);
  let minor = price(narrator);
  const expiresAt = inDays(stands);
  const made = yield* tell('Make offer', makeOffer, {
    buyer,
    rights,
    terms: terms(currency, minor, narrator),
    expiresAt,
  });
  let film = made.film;
  for (let rung = 0; rung < counters && made.accepted; rung += 1) {
    wait(random.around(12 * HOUR));
    minor = Math.round(minor * 1.1);
    const news = { offerId: made.id, terms: terms(currency, minor, narrator) };
    const told = yield* random.chance(0.5)
      ? tell('Raise offer', raiseOffer, news)
      : tell('Counter offer', counterOffer, { ...news, by: random.pick(['seller', 'buyer'] as const) });
    film = told.film;
  }
  wait(random.around(12 * HOUR));
  return { ...made, film };
}

/** An offer that comes to nothing: declined, taken back, or left to lapse. */
export function* offer(narrator: Narrator, counters: number): Telling {
  const { random, real, tell, pass: wait } = narrator;
  const [buyer, rights] = [random.pick(real.buyers), wishedRights(narrator)];
  const end = random.next();
  if (end >= 0.65) {
    const { id } = yield* ladder(narrator, buyer, rights, 0, OFFER_LEFT_STANDS);
    wait(OFFER_LEFT_STANDS * DAY);
    yield* tell('Lapse offer', lapseOffer, { offerId: id });
    return;
  }
  const { id, accepted } = yield* ladder(narrator, buyer, rights, counters);
  if (!accepted) return;
  if (end < 0.45) yield* tell('Decline offer', declineOffer, { offerId: id, reason: random.pick(REASONS) });
  else yield* tell('Withdraw offer', withdrawOffer, { offerId: id, reason: random.pick(REASONS) });
}

/** A deal that was made: what it is about is not sold again. */
export interface MadeDeal {
  readonly dealId: string;
  readonly buyer: string;
  readonly territories: readonly string[];
}

/** A deal, by way of an offer that is accepted or at once, on paper. */
export function* deal(
  narrator: Narrator,
  territories: readonly string[],
  counters: number,
  byOffer: boolean,
): Telling<MadeDeal | undefined> {
  const { random, real, tell, sign, inDays, pass: wait } = narrator;
  const buyer = random.pick(real.buyers);
  const rights = { territories, media: 'all rights' };
  let signed: Told;
  if (byOffer) {
    const { id: offerId, film } = yield* ladder(narrator, buyer, rights, counters);
    if (film.estimates.length > 0)
      yield* tell('Approve offer', approveOffer, { offerId, reason: 'The best there is.' });
    yield* tell('Accept offer', acceptOffer, { offerId, reservedUntil: inDays(14) });
    wait(random.around(DAY));
    signed = yield* sign('Acquire film', acquireFilm, { offerId, sellers: [random.pick(real.sellers)] });
  } else {
    const agreed = terms('USD', price(narrator), narrator);
    signed = yield* sign('Acquire film', acquireFilm, { buyer, rights, terms: agreed });
  }
  if (!signed.accepted) return undefined;
  return { dealId: signed.id, buyer, territories };
}

/** The long form, the materials. */
export function* delivery({ sign, random, tell, pass: wait }: Narrator, { dealId }: MadeDeal): Telling {
  yield* sign('Execute long form', executeLongForm, { dealId });
  wait(random.around(20 * DAY));
  yield* tell('Accept delivery', acceptDelivery, { dealId });
}

/** The buyer sets or moves a date. */
export function* dated({ random, tell, inDays }: Narrator, { buyer, territories }: MadeDeal): Telling {
  const releaseOn = inDays(random.whole(30, 200)).slice(0, 10);
  yield* tell('Date release', dateRelease, {
    distributor: buyer,
    rights: { territories, media: 'theatrical' },
    releaseOn,
  });
}

/** The film opens. */
export function* release({ random, report }: Narrator, { buyer, territories }: MadeDeal): Telling {
  yield* report('Record release', recordRelease, {
    distributor: buyer,
    rights: { territories, media: 'theatrical' },
    screens: random.whole(20, 3_000),
  });
}

/** What a deal held goes back to the seller. */
export function* reversion({ sign }: Narrator, { dealId }: MadeDeal): Telling {
  yield* sign('Revert rights', revertRights, { dealId, reason: 'The buyer never paid.' });
}
