import {
  acquireFilm,
  amendDeal,
  blocksOf,
  executeLongForm,
  heldBy,
  openDispute,
  regionOfRights,
  rescindDeal,
  revertRights,
  settleDispute,
  subtract,
} from '..';
import {
  COMMAND_ID,
  accepted,
  acquired,
  declined,
  executed,
  given,
  kPops,
  offered,
  rescinded,
  reverted,
  rights,
  terms,
  usd,
  unresolvedRights,
} from '#testing';

const imported = { source: { kind: 'import', file: 'films.json', row: 'CODA events[4]', cites: [] } } as const;

describe('acquire film', () => {
  it('commits what was accepted, on the terms of the offer', () => {
    const film = given(kPops, offered('Neon', rights('US')), accepted('Neon'))
      .when(acquireFilm, { offerId: 'offer-Neon' })
      .then('FilmAcquired', {
        dealId: COMMAND_ID,
        offerId: 'offer-Neon',
        buyer: 'Neon',
        rights: rights('US'),
        terms: terms(usd(1_000_000)),
      });
    expect(film.offers.get('offer-Neon')?.status).toBe('acquired');
  });

  it('is refused on a verbal yes that ran out, unless the memo was signed before that', () => {
    const lapsed = given(kPops, offered('Neon', rights('US')), accepted('Neon', '2024-09-10T09:00:00.000Z'));
    lapsed.when(acquireFilm, { offerId: 'offer-Neon' }).thenRefused('offer-is-dead');
    lapsed.when(acquireFilm, { offerId: 'offer-Neon' }, { on: '2024-09-10T08:00:00Z' }).then('FilmAcquired', {
      dealId: COMMAND_ID,
      offerId: 'offer-Neon',
      buyer: 'Neon',
      rights: rights('US'),
      terms: terms(usd(1_000_000)),
    });
  });

  it('may be recorded without an offer: most of history is known only by its outcome', () => {
    given(kPops)
      .when(acquireFilm, { buyer: 'Aura Entertainment', rights: { territories: 'US' } }, { on: '2024-09-09' })
      .then('FilmAcquired', {
        dealId: COMMAND_ID,
        buyer: 'Aura Entertainment',
        rights: rights('US'),
        terms: terms({ kind: 'unknown' }),
      });
  });

  it('says what is missing', () => {
    given(kPops)
      .when(acquireFilm, { rights: { territories: 'US' } })
      .thenRefused('invalid-input', { problems: [{ field: 'buyer', message: 'is missing: who acquired the film?' }] });
    given(kPops).when(acquireFilm, { buyer: 'Neon' }).thenRefused('invalid-input');
    given(kPops, offered('Neon', rights('US')))
      .when(acquireFilm, { offerId: 'offer-Neon', buyer: 'Mubi' })
      .thenRefused('invalid-input');
  });

  it('is refused on a dead offer', () => {
    given(kPops, offered('Neon', rights('US')), declined('Neon'))
      .when(acquireFilm, { offerId: 'offer-Neon' })
      .thenRefused('offer-is-dead');
  });

  it('is never a double sale, even when it is told long after', () => {
    given(kPops, acquired('Aura', rights('US')).on('2024-06-16'))
      .when(acquireFilm, { buyer: 'Neon', rights: { territories: 'North America' } }, { on: '2024-03' })
      .thenRefused('rights-not-free', { free: 'United States, all rights, until 15 June 2024; Canada, all rights' });
  });

  it('is no second deal where history tells of the same sale twice', () => {
    given(kPops, acquired('Aura', rights('US')))
      .when(acquireFilm, { buyer: 'Aura', rights: { territories: 'US' } }, imported)
      .thenRefused('rights-not-free', {
        message: 'Aura is said again to have acquired US, all rights, and has all of it already.',
      });
  });

  it('commits the free part of a claim that history makes, and puts the rest in dispute', () => {
    const free = subtract(regionOfRights(rights('Worldwide')), regionOfRights(rights('Italy')));
    given(kPops, acquired('Eagle', rights('Italy')))
      .when(acquireFilm, { buyer: 'Apple', rights: { territories: 'Worldwide' } }, imported)
      .thenAll(
        [
          'FilmAcquired',
          {
            dealId: COMMAND_ID,
            buyer: 'Apple',
            rights: { ...rights('Worldwide'), words: 'Worldwide - Italy, all rights', blocks: blocksOf(free, true) },
            claimed: rights('Worldwide'),
            terms: terms({ kind: 'unknown' }),
          },
        ],
        [
          'DisputeOpened',
          {
            disputeId: `${COMMAND_ID}-dispute`,
            dealIds: [COMMAND_ID, 'deal-Eagle'],
            about:
              'Apple is said to have acquired Worldwide, all rights, against Eagle (rights out overlap: Italy, all rights)',
          },
        ],
      );
  });
});

describe('a deal', () => {
  const sold = [kPops, acquired('Mubi', rights('Benelux, Italy'))] as const;

  it('is licensed by its long form, once', () => {
    given(...sold)
      .when(executeLongForm, { dealId: 'deal-Mubi' })
      .then('LongFormExecuted', { dealId: 'deal-Mubi' });
    given(...sold, executed('Mubi'))
      .when(executeLongForm, { dealId: 'deal-Mubi' })
      .thenRefused('long-form-executed');
    given(kPops).when(executeLongForm, { dealId: 'deal-Mubi' }).thenRefused('deal-not-found', { kind: 'not-found' });
  });

  it('reopens exactly what reverts, from its date', () => {
    const film = given(...sold)
      .when(revertRights, { dealId: 'deal-Mubi', rights: { territories: 'Italy' } }, { on: '2024-09-09' })
      .then('RightsReverted', { dealId: 'deal-Mubi', rights: rights('Italy') });
    const deal = film.deals.get('deal-Mubi');
    const left = deal && heldBy(deal);
    const gone = subtract(regionOfRights(rights('Benelux, Italy', { from: '2024-09-07' })), left ?? []);
    expect(gone).toEqual(regionOfRights(rights('Italy', { from: '2024-09-09' })));
  });

  it('reopens everything when it is rescinded, and is over', () => {
    given(...sold, rescinded('Mubi'))
      .when(revertRights, { dealId: 'deal-Mubi' })
      .thenRefused('deal-ended');
    given(...sold, rescinded('Mubi'))
      .when(acquireFilm, { buyer: 'Neon', rights: { territories: 'Italy' } })
      .then('FilmAcquired', {
        dealId: COMMAND_ID,
        buyer: 'Neon',
        rights: rights('Italy'),
        terms: terms({ kind: 'unknown' }),
      });
  });

  it('cannot be undone before it was made, nor in a month that began before', () => {
    for (const on of ['2024-09-06', '2024-09', '2024']) {
      given(...sold)
        .when(rescindDeal, { dealId: 'deal-Mubi' }, { on })
        .thenRefused('invalid-input');
    }
    given(...sold)
      .when(rescindDeal, { dealId: 'deal-Mubi' }, { on: '2024-09-07' })
      .then('DealRescinded', { dealId: 'deal-Mubi' });
  });

  it('cannot give back what it does not hold', () => {
    given(...sold)
      .when(rescindDeal, { dealId: 'deal-Mubi', rights: { territories: 'Japan' } })
      .thenRefused('not-held');
  });

  it('reverts whole where its words were never resolved', () => {
    given(kPops, acquired('Universal', unresolvedRights('original distribution rights')))
      .when(revertRights, { dealId: 'deal-Universal' })
      .then('RightsReverted', { dealId: 'deal-Universal' });
  });

  it('takes in only what is free', () => {
    given(...sold, acquired('Neon', rights('Japan')))
      .when(amendDeal, { dealId: 'deal-Mubi', rights: { territories: 'Benelux, Japan' } })
      .thenRefused('rights-not-free', { free: 'Benelux, all rights' });
    given(...sold)
      .when(amendDeal, { dealId: 'deal-Mubi', rights: { territories: 'Benelux, Turkey' }, reason: 'Turkey added' })
      .then('DealAmended', { dealId: 'deal-Mubi', rights: rights('Benelux, Turkey'), reason: 'Turkey added' });
    given(...sold)
      .when(amendDeal, { dealId: 'deal-Mubi' })
      .thenRefused('invalid-input');
  });

  it('is sold again after a reversion, as Magazine Dreams was', () => {
    given(kPops, acquired('Searchlight', rights('Worldwide')).on('2023-02'), reverted('Searchlight').on('2024-01'))
      .when(acquireFilm, { buyer: 'Briarcliff', rights: { territories: 'US' } })
      .then('FilmAcquired', {
        dealId: COMMAND_ID,
        buyer: 'Briarcliff',
        rights: rights('US'),
        terms: terms({ kind: 'unknown' }),
      });
  });
});

describe('a dispute', () => {
  it('is about deals that exist, and is settled once', () => {
    const story = given(kPops, acquired('Mubi', rights('Italy')));
    story.when(openDispute, { dealIds: ['deal-Neon'], about: 'Italy' }).thenRefused('deal-not-found');
    story
      .when(openDispute, { dealIds: ['deal-Mubi'], about: 'Italy' })
      .then('DisputeOpened', { disputeId: COMMAND_ID, dealIds: ['deal-Mubi'], about: 'Italy' });
    story.when(settleDispute, { disputeId: 'x', outcome: 'bought back' }).thenRefused('dispute-not-found');
  });
});
