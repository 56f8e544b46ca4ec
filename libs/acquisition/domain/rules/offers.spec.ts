import {
  acceptOffer,
  acquireFilm,
  approveOffer,
  counterOffer,
  declineOffer,
  exact,
  grantRights,
  keepOfferConfidential,
  makeOffer,
  raiseOffer,
  releaseReservation,
  withdrawOffer,
} from '..';
import {
  COMMAND_ID,
  acquired,
  accepted,
  corrected,
  countered,
  declined,
  entryId,
  given,
  happened,
  kPops,
  mandate,
  offered,
  ovation,
  raised,
  retracted,
  rights,
  screened,
  terms,
  unresolvedRights,
  usd,
} from '#testing';

const us = { territories: 'US' };

describe('make offer', () => {
  it('is recorded with its rights as they resolve today', () => {
    given(kPops, screened('Princess of Wales Theatre'), ovation('standing'))
      .when(makeOffer, {
        buyer: 'Aura Entertainment',
        rights: us,
        terms: { guarantee: { minor: 150_000_000, currency: 'USD' } },
      })
      .then('OfferMade', {
        offerId: COMMAND_ID,
        buyer: 'Aura Entertainment',
        rights: rights('US'),
        terms: terms(usd(1_500_000)),
        expiresAt: null,
        conflicts: [],
      });
  });

  it('may be in conflict with what is sold: flagged, not refused', () => {
    given(kPops, acquired('Eagle Pictures', rights('Italy')))
      .when(makeOffer, { buyer: 'Apple', rights: { territories: 'Worldwide' } })
      .then('OfferMade', {
        offerId: COMMAND_ID,
        buyer: 'Apple',
        rights: rights('Worldwide'),
        terms: { guarantee: { kind: 'unknown' } },
        expiresAt: null,
        conflicts: [
          {
            kind: 'rights out overlap',
            dealId: 'deal-Eagle Pictures',
            buyer: 'Eagle Pictures',
            overlap: 'Italy, all rights',
          },
        ],
      });
  });

  it('refuses territories that nobody knows, with the nearest names', () => {
    given(kPops)
      .when(makeOffer, { buyer: 'Neon', rights: { territories: 'Benelix' } })
      .thenRefused('invalid-input', {
        kind: 'invalid',
        problems: [
          expect.objectContaining({
            field: 'rights.territories',
            nearest: expect.arrayContaining(['Benelux']) as string[],
          }),
        ],
      });
  });

  it('keeps such territories, unresolved, when they come from an import', () => {
    const source = { kind: 'import', file: 'slate.json', row: '1', cites: [] } as const;
    given(kPops)
      .when(makeOffer, { buyer: 'Neon', rights: { territories: 'a raft of territories' } }, { source })
      .then('OfferMade', {
        offerId: COMMAND_ID,
        buyer: 'Neon',
        rights: grantRights({ territories: 'a raft of territories' }).rights,
        terms: { guarantee: { kind: 'unknown' } },
        expiresAt: null,
        conflicts: [],
      });
  });

  it.each([
    [{ minor: -1, currency: 'USD' }, 'terms.guarantee'],
    [{ minor: 1.5, currency: 'USD' }, 'terms.guarantee'],
    [{ minor: 1, currency: 'XYZ' }, 'terms.guarantee'],
    [{ minor: 1 }, 'terms.guarantee.currency'],
    [{ words: '€400k', currency: 'USD' }, 'terms.guarantee.currency'],
  ])('refuses %j as a guarantee', (guarantee, field) => {
    given(kPops)
      .when(makeOffer, { buyer: 'Neon', rights: us, terms: { guarantee } })
      .thenRefused('invalid-input', { problems: [expect.objectContaining({ field }) as never] });
  });

  it('refuses an offer that is to lapse before it was made, and one from the future', () => {
    const offer = { buyer: 'Neon', rights: us };
    given(kPops)
      .when(makeOffer, { ...offer, expiresAt: '2024-09-10T11:00:00.000Z' })
      .thenRefused('invalid-input');
    given(kPops).when(makeOffer, offer, { on: '2024-09-11' }).thenRefused('invalid-input');
    given(kPops).when(makeOffer, offer, { on: '1850' }).thenRefused('invalid-input');
  });

  it('refuses a film that is not for sale, or not registered', () => {
    given(kPops, happened('FilmWithdrawn', {}))
      .when(makeOffer, { buyer: 'Neon', rights: us })
      .thenRefused('film-withdrawn');
    given().when(makeOffer, { buyer: 'Neon', rights: us }).thenRefused('film-not-found', { kind: 'not-found' });
  });
});

describe('the ladder', () => {
  const twoRungs = [kPops, offered('Neon', rights('US')), countered('Neon', terms(usd(3_000_000)))] as const;

  it('keeps every rung; the last one is on the table', () => {
    const film = given(...twoRungs)
      .when(raiseOffer, { offerId: 'offer-Neon', terms: { guarantee: { minor: 200_000_000, currency: 'USD' } } })
      .then('OfferRaised', { offerId: 'offer-Neon', terms: terms(usd(2_000_000)), expiresAt: null, conflicts: [] });
    const offer = film.offers.get('offer-Neon');
    expect(offer?.ladder.map(({ by, terms: { guarantee } }) => [by, guarantee])).toEqual([
      ['buyer', usd(1_000_000)],
      ['seller', usd(3_000_000)],
      ['buyer', usd(2_000_000)],
    ]);
    expect(offer?.terms).toEqual(terms(usd(2_000_000)));
    expect(offer?.status).toBe('live');
  });

  it('is not raised by less, nor in another currency', () => {
    for (const guarantee of [
      { minor: 99_999_999, currency: 'USD' },
      { minor: 500_000_000, currency: 'EUR' },
    ]) {
      given(kPops, offered('Neon', rights('US')))
        .when(raiseOffer, { offerId: 'offer-Neon', terms: { guarantee } })
        .thenRefused('invalid-input', { problems: [expect.objectContaining({ field: 'terms.guarantee' }) as never] });
    }
  });

  it('is countered by the seller unless somebody says otherwise', () => {
    given(...twoRungs)
      .when(counterOffer, { offerId: 'offer-Neon', by: 'buyer', terms: {} })
      .then('OfferCountered', {
        offerId: 'offer-Neon',
        by: 'buyer',
        terms: terms({ kind: 'unknown' }),
        expiresAt: null,
        conflicts: [],
      });
  });
});

describe('a dead offer', () => {
  const dead = given(kPops, offered('Neon', rights('US')), declined('Neon'));

  it.each([
    ['accepted', acceptOffer],
    ['declined', declineOffer],
    ['withdrawn', withdrawOffer],
    ['approved', approveOffer],
  ])('is never %s', (_, rule) => {
    const actor = { user: 'head of sales', role: 'executive' };
    dead.when(rule, { offerId: 'offer-Neon' }, { actor }).thenRefused('offer-is-dead', { kind: 'conflict' });
  });

  it('is never raised or countered', () => {
    dead.when(raiseOffer, { offerId: 'offer-Neon', terms: {} }).thenRefused('offer-is-dead');
    dead.when(counterOffer, { offerId: 'offer-Neon', terms: {} }).thenRefused('offer-is-dead');
  });

  it('is dead at its time, whether or not somebody recorded that it lapsed', () => {
    const lapsing = given(kPops, offered('Neon', rights('US'), terms(usd(1)), '2024-09-10T09:00:00.000Z'));
    lapsing.when(acceptOffer, { offerId: 'offer-Neon' }).thenRefused('offer-is-dead');
    lapsing
      .when(acceptOffer, { offerId: 'offer-Neon' }, { on: '2024-09-10T08:59:59Z' })
      .then('OfferAccepted', { offerId: 'offer-Neon', reservedUntil: null });
  });

  it('is dead for what is known only to the month, and not revived by a raise', () => {
    const lapsed = given(kPops, offered('Neon', rights('US'), terms(usd(1)), '2024-09-10T09:00:00.000Z'));
    lapsed.when(acceptOffer, { offerId: 'offer-Neon' }, { on: '2024-09' }).thenRefused('offer-is-dead');
    lapsed
      .when(
        raiseOffer,
        { offerId: 'offer-Neon', terms: { guarantee: { minor: 200, currency: 'USD' } } },
        { on: '2024-09-09' },
      )
      .then('OfferRaised', {
        offerId: 'offer-Neon',
        terms: terms(usd(2)),
        expiresAt: '2024-09-10T09:00:00.000Z',
        conflicts: [],
      });
  });

  it('is not an offer nobody made', () => {
    given(kPops).when(acceptOffer, { offerId: 'offer-Neon' }).thenRefused('offer-not-found', { kind: 'not-found' });
  });
});

describe('accept offer', () => {
  it('reserves the rights until a time', () => {
    const film = given(kPops, offered('Neon', rights('US')))
      .when(acceptOffer, {
        offerId: 'offer-Neon',
        reservedUntil: '2024-09-12T18:00:00.000Z',
        reason: 'Theatrical plan.',
      })
      .then('OfferAccepted', {
        offerId: 'offer-Neon',
        reservedUntil: '2024-09-12T18:00:00.000Z',
        reason: 'Theatrical plan.',
      });
    expect(film.offers.get('offer-Neon')?.status).toBe('accepted');
  });

  it('is refused where the rights are committed, with the part that is free', () => {
    given(
      kPops,
      acquired('Eagle Pictures', rights('Italy')),
      acquired('Sun', rights('Latin America')),
      offered('Apple', rights('Worldwide')),
    )
      .when(acceptOffer, { offerId: 'offer-Apple' })
      .thenRefused('rights-not-free', {
        kind: 'conflict',
        conflicts: [
          {
            kind: 'rights out overlap',
            dealId: 'deal-Eagle Pictures',
            buyer: 'Eagle Pictures',
            overlap: 'Italy, all rights',
          },
          { kind: 'rights out overlap', dealId: 'deal-Sun', buyer: 'Sun', overlap: 'Latin America, all rights' },
        ],
        free: 'Worldwide - Italy - Latin America, all rights',
      });
  });

  it('is refused where another verbal yes is live, and goes through once that ran out', () => {
    const story = [
      kPops,
      offered('Neon', rights('US')),
      offered('Mubi', rights('North America')),
      accepted('Neon', '2024-09-12T18:00:00.000Z'),
    ];
    given(...story)
      .when(acceptOffer, { offerId: 'offer-Mubi' })
      .thenRefused('rights-not-free', {
        conflicts: [{ kind: 'reserved', offerId: 'offer-Neon', buyer: 'Neon', overlap: 'United States, all rights' }],
        free: 'Canada, all rights',
      });
    given(...story)
      .when(acceptOffer, { offerId: 'offer-Mubi' }, { now: '2024-09-12T18:00:00.000Z' })
      .then('OfferAccepted', { offerId: 'offer-Mubi', reservedUntil: null });
  });

  it('is refused outside the mandate, and exclusively where the mandate is not exclusive', () => {
    given(kPops, mandate('CAA', rights('US')), offered('Neon', rights('North America')))
      .when(acceptOffer, { offerId: 'offer-Neon' })
      .thenRefused('rights-not-free', {
        conflicts: [{ kind: 'no rights in', overlap: 'Canada, all rights' }],
      });
    given(kPops, mandate('CAA', rights('US', { exclusive: false })), offered('Neon', rights('US')))
      .when(acceptOffer, { offerId: 'offer-Neon' })
      .thenRefused('rights-not-free', {
        conflicts: [{ kind: 'no exclusive rights in', overlap: 'United States, all rights' }],
      });
  });

  it('is refused on days that another deal holds back', () => {
    const heldBack = rights('France', {
      media: 'theatrical',
      holdbacks: [{ media: 'SVOD', untilDay: '2025-01-01' }],
    });
    const svod = (from?: string) => rights('France', { media: 'SVOD', ...(from === undefined ? {} : { from }) });
    given(kPops, acquired('Metropolitan', heldBack), offered('Mubi', svod()))
      .when(acceptOffer, { offerId: 'offer-Mubi' })
      .thenRefused('rights-not-free', {
        conflicts: [expect.objectContaining({ kind: 'held back', buyer: 'Metropolitan' }) as never],
      });
    given(kPops, acquired('Metropolitan', heldBack), offered('Mubi', svod('2025-01-01')))
      .when(acceptOffer, { offerId: 'offer-Mubi' })
      .then('OfferAccepted', { offerId: 'offer-Mubi', reservedUntil: null });
  });

  it('lets two buyers have the same right if neither is exclusive', () => {
    const avod = rights('US', { media: 'AVOD', exclusive: false });
    given(kPops, acquired('Tubi', avod), offered('Pluto', avod))
      .when(acceptOffer, { offerId: 'offer-Pluto' })
      .then('OfferAccepted', { offerId: 'offer-Pluto', reservedUntil: null });
  });
});

describe('ask and take', () => {
  const take = happened('EstimatesSet', { estimates: [{ rights: rights('US'), take: usd(2_000_000) }] });
  const low = [kPops, take, offered('Neon', rights('US'), terms(usd(1_500_000)))] as const;
  const yes = { offerId: 'offer-Neon' };

  const boss = { actor: { user: 'head of sales', role: 'executive' } };

  it('asks for an approval below take, once for the same terms', () => {
    const wanted = { ...yes, wanted: 'acceptance' } as const;
    given(...low)
      .when(acceptOffer, yes)
      .then('ApprovalRequested', wanted);
    given(...low, happened('ApprovalRequested', wanted))
      .when(acceptOffer, yes)
      .thenRefused('needs-approval', { message: expect.stringContaining('which agent asked for') as string });
    given(...low, happened('ApprovalRequested', wanted), raised('Neon', terms(usd(1_600_000))))
      .when(acceptOffer, yes)
      .then('ApprovalRequested', wanted);
    given(...low, happened('OfferApproved', yes))
      .when(acceptOffer, yes)
      .then('OfferAccepted', { ...yes, reservedUntil: null });
    given(...low)
      .when(acquireFilm, yes)
      .then('ApprovalRequested', { ...yes, wanted: 'deal memo' });
  });

  it('is approved by an executive, and never by the one who asked', () => {
    given(...low)
      .when(approveOffer, yes)
      .thenRefused('not-allowed', { kind: 'forbidden' });
    given(...low)
      .when(approveOffer, { ...yes, reason: 'Best house for it.' }, boss)
      .then('OfferApproved', { ...yes, rung: entryId(3), reason: 'Best house for it.' });
    const asked = given(...low, happened('ApprovalRequested', { ...yes, wanted: 'acceptance' }));
    asked
      .when(approveOffer, yes, { actor: { user: 'agent', role: 'executive' } })
      .thenRefused('own-request', { kind: 'conflict' });
    asked.when(approveOffer, yes, boss).then('OfferApproved', { ...yes, rung: entryId(3) });
    given(
      ...low,
      happened('ApprovalRequested', { ...yes, wanted: 'acceptance' }),
      raised('Neon', terms(usd(1_600_000))),
    )
      .when(approveOffer, yes, { actor: { user: 'agent', role: 'executive' } })
      .then('OfferApproved', { ...yes, rung: entryId(5) });
  });

  it('is not approved any more once the terms that were approved are corrected, or the raise to them is retracted', () => {
    const million = { terms: terms(usd(1_000_000)) };
    given(...low, happened('OfferApproved', { ...yes, rung: entryId(3) }), corrected(entryId(3), 'OfferMade', million))
      .when(acceptOffer, yes)
      .then('ApprovalRequested', { ...yes, wanted: 'acceptance' });
    given(...low, corrected(entryId(3), 'OfferMade', million), happened('OfferApproved', { ...yes, rung: entryId(3) }))
      .when(acceptOffer, yes)
      .then('OfferAccepted', { ...yes, reservedUntil: null });
    const raise = raised('Neon', terms(usd(1_900_000)));
    given(...low, raise, happened('OfferApproved', { ...yes, rung: entryId(4) }), retracted(entryId(4)))
      .when(acceptOffer, yes)
      .then('ApprovalRequested', { ...yes, wanted: 'acceptance' });
  });

  it('does not hold up the memo of what was accepted, whatever the take has come to since', () => {
    const dearer = happened('EstimatesSet', { estimates: [{ rights: rights('US'), take: usd(5_000_000) }] });
    given(kPops, take, offered('Neon', rights('US'), terms(usd(2_000_000))), accepted('Neon'), dearer)
      .when(acquireFilm, { ...yes, terms: { guarantee: { minor: 200_000_000, currency: 'USD' } } })
      .then('FilmAcquired', {
        dealId: COMMAND_ID,
        offerId: 'offer-Neon',
        buyer: 'Neon',
        rights: rights('US'),
        terms: terms(usd(2_000_000)),
      });
  });

  it('takes the least of a take that is told as a range', () => {
    const range = {
      kind: 'range',
      minMinor: 100_000_000,
      maxMinor: 400_000_000,
      currency: 'USD',
      words: 'low seven figures',
    } as const;
    const told = happened('EstimatesSet', { estimates: [{ rights: rights('US'), take: range }] });
    given(kPops, told, offered('Neon', rights('US'), terms(usd(1))))
      .when(acceptOffer, yes)
      .then('ApprovalRequested', { ...yes, wanted: 'acceptance' });
  });

  it('is not asked of history', () => {
    const source = { kind: 'import', file: 'films.json', row: 'K-Pops!, row 7', cites: [] } as const;
    given(...low)
      .when(acceptOffer, yes, { source })
      .then('OfferAccepted', { ...yes, reservedUntil: null });
  });

  it('is asked of what is signed, in every currency, with or without an offer', () => {
    const memo = { minor: 100, currency: 'USD' };
    given(kPops, take, offered('Neon', rights('US'), terms(usd(2_000_000))))
      .when(acquireFilm, { offerId: 'offer-Neon', terms: { guarantee: memo } })
      .thenRefused('needs-approval');
    given(kPops, take)
      .when(acquireFilm, { buyer: 'Neon', rights: { territories: 'US' }, terms: { guarantee: memo } })
      .thenRefused('needs-approval');
    const both = happened('EstimatesSet', {
      estimates: [
        { rights: rights('US'), take: usd(5_000_000) },
        { rights: rights('France'), take: exact(1_000, 'EUR') },
      ],
    });
    given(kPops, both, offered('Neon', rights('US, France'), terms(exact(1_000, 'EUR'))))
      .when(acceptOffer, yes)
      .then('ApprovalRequested', { ...yes, wanted: 'acceptance' });
  });

  it('counts guaranteed bonuses', () => {
    given(kPops, take, offered('Neon', rights('US'), terms(usd(1_500_000), { guaranteedBonuses: [usd(500_000)] })))
      .when(acceptOffer, yes)
      .then('OfferAccepted', { ...yes, reservedUntil: null });
  });

  it('lets an approval die with the terms that it was given for', () => {
    given(...low, happened('OfferApproved', yes), countered('Neon', terms(usd(1_000_000))))
      .when(acceptOffer, yes)
      .then('ApprovalRequested', { ...yes, wanted: 'acceptance' });
  });
});

describe('words that nobody has resolved', () => {
  const raft = acquired('Mubi', unresolvedRights('a raft of international territories'));
  const yes = { offerId: 'offer-Neon' };
  const warnings = ['Mubi: a raft of international territories'];

  it('stand in the way of a sale until somebody says why it is right', () => {
    const film = given(kPops, raft, offered('Neon', rights('Italy')));
    film.when(acceptOffer, yes).thenRefused('may-be-sold', { kind: 'conflict', warnings });
    film.when(acquireFilm, yes).thenRefused('may-be-sold', { warnings });
    const override = 'Mubi has confirmed: Italy is not among them.';
    film
      .when(acceptOffer, { ...yes, override })
      .then('OfferAccepted', { ...yes, reservedUntil: null, override: { reason: override, warnings } });
  });

  it('of the offer itself may stand for what is sold', () => {
    given(kPops, acquired('Mubi', rights('Italy')), offered('Neon', unresolvedRights('24 territories')))
      .when(acceptOffer, yes)
      .thenRefused('may-be-sold', { warnings: ['these rights: 24 territories'] });
  });

  it('leave no trace where there was nothing to override', () => {
    given(kPops, offered('Neon', rights('Italy')))
      .when(acceptOffer, { ...yes, override: 'To be on the safe side.' })
      .then('OfferAccepted', { ...yes, reservedUntil: null });
  });
});

describe('release reservation', () => {
  it('frees the rights; the offer is dead', () => {
    const reserved = given(kPops, offered('Neon', rights('US')), accepted('Neon'));
    const film = reserved
      .when(releaseReservation, { offerId: 'offer-Neon' })
      .then('ReservationReleased', { offerId: 'offer-Neon' });
    expect(film.offers.get('offer-Neon')?.status).toBe('released');
    given(kPops, offered('Neon', rights('US')))
      .when(releaseReservation, { offerId: 'offer-Neon' })
      .thenRefused('not-reserved');
  });
});

describe('keep offer confidential', () => {
  it('says so of an offer, whatever has become of it, once', () => {
    const film = given(kPops, offered('Neon', rights('US')), accepted('Neon'))
      .when(keepOfferConfidential, { offerId: 'offer-Neon', reason: 'Neon asks for it.' })
      .then('OfferKeptConfidential', { offerId: 'offer-Neon', reason: 'Neon asks for it.' });
    expect(film.offers.get('offer-Neon')).toMatchObject({ isConfidential: true, status: 'accepted' });
    const again = given(
      kPops,
      offered('Neon', rights('US')),
      happened('OfferKeptConfidential', { offerId: 'offer-Neon' }),
    );
    again.when(keepOfferConfidential, { offerId: 'offer-Neon' }).thenRefused('already-confidential');
    given(kPops).when(keepOfferConfidential, { offerId: 'offer-Neon' }).thenRefused('offer-not-found');
  });
});
