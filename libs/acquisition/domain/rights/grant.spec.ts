import * as fc from 'fast-check';
import type { RightsRequest } from './block';
import { describe as describeRegion } from './describe-region';
import { ALL_RIGHTS_WORLDWIDE, describeRights, grantRights } from './grant';
import { EVERYTHING, covers, equals, isEmpty, onDay, regionOf, subtract } from './region';
import { TERRITORY_LIST_VERSION } from './territory-list';

function granted(request: RightsRequest): string {
  const { rights, problems } = grantRights(request);
  expect(problems).toStrictEqual([]);
  return describeRights(rights);
}

function region(request: RightsRequest): ReturnType<typeof regionOf> {
  return regionOf(grantRights(request).rights.blocks);
}

describe('rights asked for in the words of the trade', () => {
  it('are kept with the words, what they meant and the version of the list', () => {
    expect(
      grantRights({ territories: 'Benelux', media: ['SVOD', 'pay TV'], from: '2026-01-01', to: '2031-01-01' }),
    ).toStrictEqual({
      rights: {
        words: 'Benelux, SVOD, pay TV',
        blocks: [
          {
            territories: ['BE', 'LU', 'NL'],
            media: ['SVOD', 'pay TV'],
            window: { from: '2026-01-01', to: '2031-01-01' },
            languages: null,
            exclusive: true,
          },
        ],
        unresolved: [],
        territoryList: TERRITORY_LIST_VERSION,
      },
      problems: [],
    });
  });

  it.each([
    [{ territories: 'Worldwide - Italy - Latin America' }, 'Worldwide - Italy - Latin America, all rights'],
    [
      { territories: 'Benelux', media: 'SVOD', from: '2026-01-01', to: '2031-01-01', exclusive: false },
      'Benelux, SVOD, 1 January 2026 to 31 December 2030, non-exclusive',
    ],
    [{ territories: 'US', to: '2031-01-01' }, 'United States, all rights, until 31 December 2030'],
    [{ territories: 'US', from: '2026-01-01' }, 'United States, all rights, from 1 January 2026'],
    [{ territories: 'US', from: '2026-01-01', to: '2026-01-02' }, 'United States, all rights, on 1 January 2026'],
    [{ territories: 'Italy', media: 'TV', languages: ['it', 'en'] }, 'Italy, television, in English and Italian'],
    [
      { territories: 'French-speaking Europe', media: 'SVOD', languages: ['fr', 'en'] },
      'France, SVOD, in English and French; Belgium, Luxembourg, Switzerland proper, SVOD, in French',
    ],
    [
      { territories: 'Benelux - French-speaking Europe', media: 'SVOD' },
      'Netherlands, SVOD; Belgium, Luxembourg, SVOD, in every language but French',
    ],
    [
      {
        territories: 'International',
        holdbacks: [
          { media: 'pay TV', daysAfterFirstRelease: 90 },
          { media: 'SVOD', untilDay: '2027-01-01', territories: 'France' },
        ],
      },
      'International, all rights; International, pay TV, held back until 90 days after the first release; ' +
        'France, SVOD, held back until 31 December 2026',
    ],
  ] as const)('%j', (request, words) => {
    expect(granted(request)).toBe(words);
  });

  it('leave to the rest of the world what was granted before', () => {
    const before = new Set(
      grantRights({ territories: 'North America' }).rights.blocks.flatMap((one) => one.territories),
    );
    const { rights } = grantRights({ territories: 'Rest of world' }, { granted: before });
    expect(describeRights(rights)).toBe('International, all rights');
  });

  it('are everything when all rights are granted worldwide', () => {
    expect(regionOf(ALL_RIGHTS_WORLDWIDE.blocks)).toStrictEqual(EVERYTHING);
    expect(grantRights({ territories: 'Worldwide' }).rights).toStrictEqual({ ...ALL_RIGHTS_WORLDWIDE });
  });

  it('can be taken out of one another', () => {
    const free = subtract(region({ territories: 'Worldwide' }), region({ territories: 'Italy, Latin America' }));
    expect(describeRegion(free)).toBe('Worldwide - Italy - Latin America, all rights');
    const licence = { territories: 'Italy', media: 'SVOD', from: '2026-01-01', to: '2031-01-01' };
    expect(describeRegion(subtract(EVERYTHING, region(licence)))).toBe(
      'Worldwide - Italy, all rights; Italy, all rights - SVOD; ' +
        'Italy, SVOD, until 31 December 2025 and from 1 January 2031',
    );
    expect(isEmpty(onDay(region(licence), '2031-01-01'))).toBe(true);
    expect(equals(region({ territories: 'UK, Ireland' }), region({ territories: 'UK & Ireland' }))).toBe(true);
    expect(covers(region({ territories: 'North America' }), region({ territories: 'US', media: 'SVOD' }))).toBe(true);
  });
});

describe('what is wrong with a request', () => {
  it.each([
    [{ territories: ' ' }, 'territories', 'Say which territories, such as "North America" or "Worldwide - Italy".'],
    [{ territories: [] }, 'territories', 'Say which territories, such as "North America" or "Worldwide - Italy".'],
    [{ territories: 'Italy - Italy' }, 'territories', 'No territory is left in "Italy - Italy"; name at least one.'],
    [{ territories: 'Airlines' }, 'territories', '"airline" is a medium, not a territory.'],
    [{ territories: 'Italy', media: '' }, 'media', 'Say which media, such as "all rights" or "SVOD".'],
    [{ territories: 'Italy', media: 'SVOD - SVOD' }, 'media', 'No medium is left in "SVOD - SVOD"; name at least one.'],
    [
      { territories: 'Italy', from: '2026-02-30' },
      'from',
      '"2026-02-30" is not a day of the calendar; write it like 2026-01-31.',
    ],
    [{ territories: 'Italy', to: 'soon' }, 'to', '"soon" is not a day of the calendar; write it like 2026-01-31.'],
    [
      { territories: 'Italy', from: '2026-01-01', to: '2026-01-01' },
      'to',
      'The day after the last one, 2026-01-01, must be later than the first, 2026-01-01.',
    ],
    [
      { territories: 'Italy', languages: [] },
      'languages',
      'Name at least one language, or leave languages out for all of them.',
    ],
    [
      { territories: 'Italy', languages: ['xx'] },
      'languages',
      '"xx" is not a language; give its ISO 639-1 code in small letters, such as fr.',
    ],
  ] as const)('%j', (request, field, message) => {
    const { rights, problems } = grantRights(request);
    expect(problems.map((problem) => [problem.field, problem.message])).toStrictEqual([[field, message]]);
    expect(rights.blocks).toStrictEqual([]);
  });

  it.each([
    [
      { media: 'SVOD' },
      'holdbacks[0]',
      'Say when the holdback ends: a day, or a number of days after the first release.',
    ],
    [
      { media: 'SVOD', untilDay: '2027-01-01', daysAfterFirstRelease: 5 },
      'holdbacks[0]',
      'A holdback ends on a day or some days after the first release, not both.',
    ],
    [
      { media: 'SVOD', untilDay: '2027-02-29' },
      'holdbacks[0].untilDay',
      '"2027-02-29" is not a day of the calendar; write it like 2026-01-31.',
    ],
    [
      { media: 'SVOD', daysAfterFirstRelease: 0 },
      'holdbacks[0].daysAfterFirstRelease',
      'Give whole days, 1 to 36525, after the first release.',
    ],
    [
      { media: 'SVOD', daysAfterFirstRelease: 36_526 },
      'holdbacks[0].daysAfterFirstRelease',
      'Give whole days, 1 to 36525, after the first release.',
    ],
    [{ media: 'digital', daysAfterFirstRelease: 5 }, 'holdbacks[0].media', 'We know no medium called "digital".'],
    [
      { media: 'SVOD', territories: 'Narnia', daysAfterFirstRelease: 5 },
      'holdbacks[0].territories',
      'We know no territory called "Narnia".',
    ],
  ] as const)('a holdback %j', (holdback, field, message) => {
    const { rights, problems } = grantRights({ territories: 'Italy', holdbacks: [holdback] });
    expect(problems.map((problem) => [problem.field, problem.message])).toStrictEqual([[field, message]]);
    expect(rights.holdbacks).toBeUndefined();
    expect(rights.unresolved).toHaveLength(1);
    expect(describeRegion(regionOf(rights.blocks))).toBe('Italy, all rights');
  });

  it('is said with the nearest names, and what was understood is kept', () => {
    const { rights, problems } = grantRights({
      territories: ['Benelux', 'Grmany', 'a raft of territories'],
      media: 'SVOD, digital',
      languages: ['fr', 'frensh'],
    });
    expect(problems).toStrictEqual([
      {
        field: 'territories',
        message: 'We know no territory called "Grmany". Did you mean "Germany"?',
        nearest: ['Germany'],
      },
      { field: 'territories', message: 'We know no territory called "a raft of territories".', nearest: [] },
      {
        field: 'media',
        message: 'We know no medium called "digital".',
        nearest: [],
      },
      {
        field: 'languages',
        message: '"frensh" is not a language; give its ISO 639-1 code in small letters, such as fr.',
      },
    ]);
    expect(describeRights(rights)).toBe(
      'Benelux, SVOD, in French; unresolved: "Grmany", "a raft of territories", "digital", "in the language frensh"',
    );
  });

  it('can always be said', () => {
    const words = fc.oneof(fc.string(), fc.constantFrom('Italy', 'SVOD', 'Worldwide - Italy', 'Narnia', 'all rights'));
    const request: fc.Arbitrary<RightsRequest> = fc.record(
      {
        territories: fc.oneof(words, fc.array(words)),
        media: fc.oneof(words, fc.array(words)),
        from: words,
        to: words,
        exclusive: fc.boolean(),
        languages: fc.array(words),
        holdbacks: fc.array(
          fc.record(
            { media: words, territories: words, untilDay: words, daysAfterFirstRelease: fc.double() },
            { requiredKeys: ['media'] },
          ),
        ),
      },
      { requiredKeys: ['territories'] },
    );
    fc.assert(
      fc.property(request, (asked) => {
        const { rights, problems } = grantRights(asked);
        expect(problems.length > 0 || rights.blocks.length > 0).toBe(true);
        expect(rights.unresolved.length > 0 ? problems.length > 0 : true).toBe(true);
        expect(typeof describeRights(rights)).toBe('string');
      }),
    );
  });
});
