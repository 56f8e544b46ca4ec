import {
  amendFilmDetails,
  correctEntry,
  dateRelease,
  endMandate,
  enterNegotiation,
  grantMandate,
  recordOvation,
  recordRelease,
  recordScreening,
  reinstateFilm,
  retractEntry,
  setEstimates,
  takeNote,
  withdrawFilm,
} from '..';
import {
  COMMAND_ID,
  accepted,
  acquired,
  entryId,
  given,
  happened,
  kPops,
  mandate,
  occurred,
  offered,
  ovation,
  rescinded,
  retracted,
  rights,
  screened,
  terms,
  usd,
} from '#testing';

describe('reception', () => {
  it('records what was seen, and nothing that was not said', () => {
    given(kPops)
      .when(recordScreening, { venue: 'Princess of Wales Theatre', premiere: 'world' }, { on: '2024-09-07' })
      .then('FilmScreened', {
        venue: 'Princess of Wales Theatre',
        premiere: 'world',
      });
    given(kPops).when(recordOvation, { kind: 'standing', intensity: 'ecstatic' }).then('OvationReceived', {
      kind: 'standing',
      intensity: 'ecstatic',
      minutes: null,
    });
    given(kPops)
      .when(takeNote, { text: 'Two buyers left early.' })
      .then('NoteTaken', { text: 'Two buyers left early.' });
  });
});

describe('title', () => {
  it('is amended, withdrawn and reinstated', () => {
    given(kPops).when(amendFilmDetails, { title: 'K-Pops' }).then('FilmDetailsAmended', { title: 'K-Pops' });
    given(kPops).when(amendFilmDetails, {}).thenRefused('invalid-input');
    given(kPops).when(withdrawFilm, { reason: 'recut' }).then('FilmWithdrawn', { reason: 'recut' });
    given(kPops, happened('FilmWithdrawn', {})).when(withdrawFilm, {}).thenRefused('film-withdrawn');
    given(kPops, happened('FilmWithdrawn', {})).when(reinstateFilm, {}).then('FilmReinstated', {});
    given(kPops).when(reinstateFilm, {}).thenRefused('film-not-withdrawn');
  });
});

describe('mandate', () => {
  it('of the rest of the world leaves out what other mandates cover, and nothing that was sold', () => {
    const film = given(kPops, mandate('CAA', rights('North America')), acquired('Neon', rights('Canada')));
    const granted = film.when(grantMandate, { agent: 'mk2', rights: { territories: 'Rest of world' } });
    granted.then('MandateGranted', {
      mandateId: COMMAND_ID,
      agent: 'mk2',
      rights: { ...rights('Worldwide - North America'), words: 'Rest of world, all rights' },
    });
  });

  it('is granted and ended', () => {
    given(kPops)
      .when(grantMandate, { agent: 'CAA', rights: { territories: 'US' } })
      .then('MandateGranted', { mandateId: COMMAND_ID, agent: 'CAA', rights: rights('US') });
    given(kPops, mandate('CAA', rights('US')))
      .when(endMandate, { mandateId: 'mandate-CAA' })
      .then('MandateEnded', { mandateId: 'mandate-CAA' });
    given(kPops).when(endMandate, { mandateId: 'mandate-CAA' }).thenRefused('mandate-not-found');
    given(kPops, mandate('CAA', rights('US')), happened('MandateEnded', { mandateId: 'mandate-CAA' }))
      .when(endMandate, { mandateId: 'mandate-CAA' })
      .thenRefused('mandate-ended');
  });

  it('comes with ask and take by lot, every wrong line named', () => {
    given(kPops)
      .when(setEstimates, {
        estimates: [{ rights: { territories: 'US' }, take: { minor: 200_000_000, currency: 'USD' } }],
      })
      .then('EstimatesSet', { estimates: [{ rights: rights('US'), take: usd(2_000_000) }] });
    given(kPops)
      .when(setEstimates, { estimates: [{ rights: { territories: 'Atlantis' }, ask: { minor: -5, currency: 'USD' } }] })
      .thenRefused('invalid-input', {
        problems: expect.arrayContaining([
          expect.objectContaining({ field: 'estimates[0].rights.territories' }),
          expect.objectContaining({ field: 'estimates[0].ask' }),
        ]) as never,
      });
  });
});

it.each([
  ['nothing', {}],
  ['words without a sum', { words: 'to be discussed' }],
  ['a sum that is open below', { words: 'up to USD 3 million' }],
  ['a sum of nothing', { minor: 0, currency: 'USD' }],
])('refuses a take that no offer can be compared with: %s', (_what, take) => {
  given(kPops)
    .when(setEstimates, { estimates: [{ rights: { territories: 'US' }, ask: { words: 'to be discussed' }, take }] })
    .thenRefused('invalid-input', {
      problems: [
        {
          field: 'estimates[0].take',
          message: expect.stringMatching(/^is no sum .*: give `minor`.*`currency`/) as never,
        },
      ],
    });
});

it.each([
  [
    { words: 'low seven figures', currency: 'USD' },
    { kind: 'range', minMinor: 100_000_000 },
  ],
  [{ words: 'at least USD 3 million' }, { kind: 'range', minMinor: 300_000_000, maxMinor: null }],
])('takes a take that says at least how much: %j', (take, read) => {
  given(kPops)
    .when(setEstimates, { estimates: [{ rights: { territories: 'US' }, take }] })
    .then('EstimatesSet', { estimates: [{ rights: rights('US'), take: expect.objectContaining(read) as never }] });
});

describe('negotiation and release', () => {
  it('has an end after its beginning', () => {
    given(kPops)
      .when(enterNegotiation, { buyer: 'Netflix', exclusive: true, until: '2024-09-10T11:00:00.000Z' })
      .thenRefused('invalid-input');
    given(kPops)
      .when(enterNegotiation, { buyer: 'Netflix', exclusive: true })
      .then('NegotiationEntered', { buyer: 'Netflix', exclusive: true, until: null });
  });

  it('is dated to a day, month or year, and taken back', () => {
    given(kPops)
      .when(dateRelease, { releaseOn: '2026-01' })
      .then('ReleaseDated', { releaseOn: occurred('2026-01') });
    given(kPops).when(dateRelease, {}).then('ReleaseDated', { releaseOn: null });
    given(kPops).when(dateRelease, { releaseOn: '2026-02-30' }).thenRefused('invalid-input');
    given(kPops)
      .when(recordRelease, { distributor: 'Aura', rights: { territories: 'US', media: 'theatrical' }, screens: 300 })
      .then('FilmReleased', { distributor: 'Aura', rights: rights('US', { media: 'theatrical' }), screens: 300 });
  });
});

describe('correct entry', () => {
  const story = [kPops, screened('Roy Thomson Hall'), ovation('standing', 9)] as const;

  it('shows the right value, and that it was corrected', () => {
    const film = given(...story)
      .when(correctEntry, {
        corrects: entryId(2),
        changes: { venue: 'Princess of Wales Theatre' },
        reason: 'programme',
      })
      .then('EntryCorrected', {
        corrects: entryId(2),
        type: 'FilmScreened',
        changes: { venue: 'Princess of Wales Theatre' },
        reason: 'programme',
      });
    expect(film.screenings.map(({ data }) => data.venue)).toEqual(['Princess of Wales Theatre']);
    expect(film.amendments.get(entryId(2))).toEqual({ kind: 'corrected', by: [COMMAND_ID] });
    expect(film.history[1]?.data).toEqual({ venue: 'Roy Thomson Hall' });
  });

  it('moves an entry to when it really occurred', () => {
    const film = given(...story)
      .when(correctEntry, { corrects: entryId(2), occurred: '2024-09-06' })
      .then('EntryCorrected', {
        corrects: entryId(2),
        type: 'FilmScreened',
        changes: {},
        occurred: occurred('2024-09-06'),
      });
    expect(film.screenings[0]?.occurredAt).toEqual(occurred('2024-09-06'));
  });

  it('understands rights and terms as when they were entered', () => {
    given(kPops, acquired('Neon', rights('US'), terms(usd(17_500_000))))
      .when(correctEntry, {
        corrects: entryId(2),
        changes: {
          rights: { territories: 'North America' },
          terms: { guaranteedBonuses: [{ minor: 450_000_000, currency: 'USD' }] },
        },
      })
      .then('EntryCorrected', {
        corrects: entryId(2),
        type: 'FilmAcquired',
        changes: {
          rights: rights('North America'),
          terms: terms(usd(17_500_000), { guaranteedBonuses: [usd(4_500_000)] }),
        },
      });
  });

  it('never makes a double sale', () => {
    given(kPops, acquired('Neon', rights('US')), acquired('Eagle', rights('Italy')))
      .when(correctEntry, { corrects: entryId(2), changes: { rights: { territories: 'Worldwide' } } })
      .thenRefused('rights-not-free');
    given(kPops, acquired('Neon', rights('US')), rescinded('Neon'), acquired('Mubi', rights('US')))
      .when(retractEntry, { retracts: entryId(3) })
      .thenRefused('rights-not-free');
  });

  it('tells a new double sale from one that is in dispute already, though the same deal is named in both', () => {
    const open = (territories: string) => rights(territories, { exclusive: false });
    const changes = { rights: { territories: 'Canada', exclusive: false } };
    const story = [
      kPops,
      acquired('Neon', open('Canada')),
      acquired('Eagle', rights('Canada')),
      acquired('Mubi', open('US')),
    ];
    given(...story)
      .when(correctEntry, { corrects: entryId(4), changes })
      .thenRefused('rights-not-free', {
        conflicts: [
          {
            kind: 'rights out overlap',
            dealId: 'deal-Eagle',
            buyer: 'Eagle',
            overlap: 'Canada, all rights, from 7 September 2024',
          },
        ],
      });
  });

  it('never leaves a deal beyond the mandate, or a reservation of what is sold', () => {
    given(kPops, mandate('CAA', rights('Worldwide')), acquired('Neon', rights('US')))
      .when(correctEntry, { corrects: entryId(2), changes: { rights: { territories: 'Worldwide - US' } } })
      .thenRefused('rights-not-free', {
        conflicts: [
          {
            kind: 'no rights in',
            dealId: 'deal-Neon',
            buyer: 'Neon',
            overlap: 'United States, all rights, from 7 September 2024',
          },
        ],
      });
    given(kPops, acquired('Mubi', rights('Italy')), offered('Neon', rights('US')), accepted('Neon'))
      .when(correctEntry, { corrects: entryId(2), changes: { rights: { territories: 'North America' } } })
      .thenRefused('rights-not-free');
  });

  it('may be recorded as a dispute', () => {
    const changes = { rights: { territories: 'North America' } };
    const film = given(kPops, acquired('Neon', rights('US')), acquired('Eagle', rights('Canada')))
      .when(correctEntry, { corrects: entryId(2), changes, dispute: true })
      .thenAll(
        [
          'EntryCorrected',
          { corrects: entryId(2), type: 'FilmAcquired', changes: { rights: rights('North America') } },
        ],
        [
          'DisputeOpened',
          {
            disputeId: `${COMMAND_ID}-dispute`,
            dealIds: ['deal-Neon', 'deal-Eagle'],
            about: 'Canada, all rights, from 7 September 2024 is held by Eagle',
          },
        ],
      );
    expect([...film.disputes.values()].map(({ outcome }) => outcome)).toEqual([null]);
    given(kPops, acquired('Neon', rights('US')), rescinded('Neon'), acquired('Mubi', rights('US')))
      .when(retractEntry, { retracts: entryId(3), dispute: true })
      .thenAll(
        ['EntryRetracted', { retracts: entryId(3) }],
        [
          'DisputeOpened',
          {
            disputeId: `${COMMAND_ID}-dispute`,
            dealIds: ['deal-Neon', 'deal-Mubi'],
            about: 'United States, all rights, from 7 September 2024 is held by Mubi',
          },
        ],
      );
  });

  it('is refused where there is nothing to correct', () => {
    const film = given(...story, retracted(entryId(3)));
    film.when(correctEntry, { corrects: entryId(9), changes: { venue: 'x' } }).thenRefused('entry-not-found');
    film.when(correctEntry, { corrects: entryId(3), changes: { minutes: 8 } }).thenRefused('entry-retracted');
    film.when(correctEntry, { corrects: entryId(4), changes: { reason: 'x' } }).thenRefused('not-correctable');
    film.when(correctEntry, { corrects: entryId(2) }).thenRefused('invalid-input');
    film.when(correctEntry, { corrects: entryId(1), changes: { slug: 'other' } }).thenRefused('invalid-input');
    film.when(correctEntry, { corrects: entryId(2), occurred: '2031' }).thenRefused('invalid-input');
  });
});

describe('retract entry', () => {
  it('is refused where other entries rest on it', () => {
    const story = [kPops, offered('Neon', rights('US')), accepted('Neon')] as const;
    given(...story)
      .when(retractEntry, { retracts: entryId(2) })
      .thenRefused('not-retractable');
    given(...story, retracted(entryId(3)))
      .when(retractEntry, { retracts: entryId(2) })
      .then('EntryRetracted', { retracts: entryId(2) });
  });

  it('takes it out of every figure; a retraction may be retracted', () => {
    const story = [kPops, screened('Eccles'), retracted(entryId(2))] as const;
    expect(given(...story).film.screenings).toEqual([]);
    expect(given(...story, retracted(entryId(3))).film.screenings).toHaveLength(1);
    given(...story)
      .when(retractEntry, { retracts: entryId(2) })
      .thenRefused('entry-retracted');
    given(...story)
      .when(retractEntry, { retracts: entryId(3) })
      .then('EntryRetracted', { retracts: entryId(3) });
    given(kPops)
      .when(retractEntry, { retracts: entryId(1) })
      .thenRefused('not-retractable');
  });
});
