import * as fc from 'fast-check';
import { acceptOffer, lapseOffer, lapseReservation, lapsesBy } from '..';
import type { Told } from '#testing';
import {
  NOW,
  accepted,
  anytime,
  corrected,
  countered,
  declined,
  entryId,
  given,
  happened,
  kPops,
  offered,
  retracted,
  rights,
  terms,
  usd,
} from '#testing';

const NINE = '2024-09-10T09:00:00.000Z';
const LATER = '2024-09-10T18:00:00.000Z';
const neon = (expiresAt: string | null) => offered('Neon', rights('US'), terms(usd(1_000_000)), expiresAt);
const offerId = 'offer-Neon';
const lapsed = happened('OfferLapsed', { offerId }).on(NINE);
const due = (now: string, ...told: readonly Told[]) => lapsesBy(given(kPops, ...told).film, now).map(({ at }) => at);

describe('lapse offer', () => {
  it('is recorded at its very time, however late it is noticed', () => {
    const film = given(kPops, neon(NINE)).when(lapseOffer, { offerId }).then('OfferLapsed', { offerId });
    expect(film.history.at(-1)?.occurredAt).toStrictEqual({ on: NINE, precision: 'instant' });
    expect(film.offers.get(offerId)?.status).toBe('lapsed');
  });

  it('is recorded at the very millisecond, and not one before', () => {
    given(kPops, neon(NINE)).when(lapseOffer, { offerId }, { now: NINE }).then('OfferLapsed', { offerId });
    given(kPops, neon(NINE))
      .when(lapseOffer, { offerId }, { now: '2024-09-10T08:59:59.999Z' })
      .thenRefused('not-due', { kind: 'conflict' });
  });

  it('is refused for an offer without a time, one that was answered, and one that nobody made', () => {
    given(kPops, neon(null)).when(lapseOffer, { offerId }).thenRefused('not-due');
    given(kPops, neon(NINE), accepted('Neon')).when(lapseOffer, { offerId }).thenRefused('offer-is-dead');
    given(kPops, neon(NINE), declined('Neon')).when(lapseOffer, { offerId }).thenRefused('offer-is-dead');
    given(kPops, neon(NINE), lapsed).when(lapseOffer, { offerId }).thenRefused('offer-is-dead');
    given(kPops).when(lapseOffer, { offerId }).thenRefused('offer-not-found', { kind: 'not-found' });
  });

  it('counts the time of the terms on the table', () => {
    const counter = countered('Neon', terms(usd(2_000_000)));
    given(kPops, neon(NINE), counter).when(lapseOffer, { offerId }).thenRefused('not-due');
    given(kPops, neon(LATER)).when(lapseOffer, { offerId }).thenRefused('not-due');
  });

  it('leaves a dead offer, which says how it is answered late', () => {
    given(kPops, neon(NINE), lapsed)
      .when(acceptOffer, { offerId }, { on: '2024-09-10T08:00:00Z' })
      .thenRefused('offer-is-dead', { message: expect.stringContaining('retract the entry that it lapsed') as never });
    given(kPops, neon(NINE), lapsed, retracted(entryId(3)))
      .when(acceptOffer, { offerId }, { on: '2024-09-10T08:00:00Z' })
      .then('OfferAccepted', { offerId, reservedUntil: null });
  });
});

describe('lapse reservation', () => {
  it('is recorded at its very time', () => {
    const film = given(kPops, neon(LATER), accepted('Neon', NINE))
      .when(lapseReservation, { offerId })
      .then('OfferLapsed', { offerId });
    expect(film.history.at(-1)?.occurredAt).toStrictEqual({ on: NINE, precision: 'instant' });
  });

  it('is refused before its time, without one, and where nothing is reserved', () => {
    given(kPops, neon(NINE), accepted('Neon', LATER)).when(lapseReservation, { offerId }).thenRefused('not-due');
    given(kPops, neon(NINE), accepted('Neon')).when(lapseReservation, { offerId }).thenRefused('not-due');
    given(kPops, neon(NINE)).when(lapseReservation, { offerId }).thenRefused('not-reserved');
    given(kPops).when(lapseReservation, { offerId }).thenRefused('offer-not-found');
  });
});

describe('what is due', () => {
  it('is due once for each time that was set', () => {
    expect(due(NOW, neon(NINE))).toEqual([NINE]);
    expect(due(NOW, neon(NINE), lapsed, retracted(entryId(3)))).toEqual([]);
    given(kPops, neon(NINE), lapsed, retracted(entryId(3)))
      .when(lapseOffer, { offerId })
      .thenRefused('not-due');
    const moved = corrected(entryId(2), 'OfferMade', { expiresAt: '2024-09-10T10:00:00.000Z' });
    expect(due(NOW, neon(NINE), lapsed, retracted(entryId(3)), moved)).toEqual(['2024-09-10T10:00:00.000Z']);
  });

  it('is in order of time', () => {
    const mubi = offered('Mubi', rights('Italy'), terms(usd(1)), '2024-09-10T08:00:00.000Z');
    expect(due(NOW, neon(NINE), mubi)).toEqual(['2024-09-10T08:00:00.000Z', NINE]);
  });

  it('is what the rules record, each once, whatever has happened', () => {
    fc.assert(
      fc.property(fc.array(anytime, { maxLength: 12 }), (told) => {
        const scene = [kPops, ...told];
        for (const { kind, offerId: id, at } of lapsesBy(given(...scene).film, NOW)) {
          const rule = kind === 'offer' ? lapseOffer : lapseReservation;
          const after = given(...scene)
            .when(rule, { offerId: id })
            .then('OfferLapsed', { offerId: id });
          expect(after.offers.get(id)?.status).toBe('lapsed');
          expect(after.history.at(-1)?.occurredAt.on).toBe(at);
          expect(lapsesBy(after, NOW).some((lapse) => lapse.offerId === id)).toBe(false);
        }
      }),
    );
  });
});
