import type { Told } from '#testing';
import * as fc from 'fast-check';
import type { Region, Rights, RightsBlock } from '../rights';
import { EMPTY, equals, isEmpty, overlap, regionOf, subtract, union } from '../rights';
import type { StatusBlock } from '.';
import { ahead, availsOf, conflictsOf, freeOf, freePart, opened, statusMatrix, takenOf } from '.';
import {
  accepted,
  acquired,
  anything,
  at,
  corrected,
  entryId,
  executed,
  given,
  happened,
  kPops,
  mandate,
  offered,
  released,
  rights,
  someRights,
  unresolvedRights,
} from '#testing';

const NOW = at('2024-09-10T12:00:00Z');
const BENELUX_SVOD = rights('Benelux', { media: 'SVOD' });

const ask = (wanted: Rights, ...story: readonly Told[]) => availsOf(given(kPops, ...story).film, wanted, NOW);
const summary = (wanted: Rights, ...story: readonly Told[]) => ask(wanted, ...story).summary;

describe('avails in a sentence', () => {
  it.each<[string, readonly Told[], string]>([
    ['nobody holds it', [], 'Benelux, SVOD: free'],
    [
      'it is sold for a time',
      [acquired('Mubi', rights('Benelux', { to: '2027-01-01' }))],
      'Benelux, SVOD: free from 1 January 2027; until then committed to Mubi',
    ],
    [
      'it is sold later on',
      [acquired('Mubi', rights('Worldwide', { from: '2027-01-01' }))],
      'Benelux, SVOD: free until 31 December 2026; then committed to Mubi',
    ],
    [
      'it is sold',
      [acquired('Mubi', rights('Worldwide')), executed('Mubi')],
      'Benelux, SVOD: not free; licensed to Mubi',
    ],
    ['it is under offer', [offered('Neon', rights('Benelux'))], 'Benelux, SVOD: free; under offer from Neon'],
    [
      'it is reserved',
      [offered('Neon', rights('Benelux')), accepted('Neon', '2024-09-12T18:00:00.000Z')],
      'Benelux, SVOD: not free; reserved by Neon (until 12 September 2024, 18:00 UTC)',
    ],
    [
      'a reservation has run out',
      [offered('Neon', rights('Benelux')), accepted('Neon', '2024-09-10T12:00:00.000Z')],
      'Benelux, SVOD: free',
    ],
    [
      'it is held back',
      [
        acquired(
          'Metro',
          rights('Benelux', { media: 'theatrical', holdbacks: [{ media: 'SVOD', untilDay: '2025-06-01' }] }),
        ),
      ],
      'Benelux, SVOD: free from 1 June 2025; until then held back by the deal of Metro',
    ],
    ['the mandate does not cover it', [mandate('CAA', rights('US'))], 'Benelux, SVOD: not free; not under the mandate'],
    [
      'the mandate has ended',
      [mandate('CAA', rights('Worldwide')), happened('MandateEnded', { mandateId: 'mandate-CAA' })],
      'Benelux, SVOD: not free; no longer under a mandate',
    ],
    [
      'the film is withdrawn',
      [happened('FilmWithdrawn', {})],
      'Benelux, SVOD: not free; K-Pops! is withdrawn from sale',
    ],
  ])('says so when %s', (_when, story, words) => {
    expect(summary(BENELUX_SVOD, ...story)).toBe(words);
  });

  it('names what is free and who has the rest', () => {
    const story = [acquired('Aura', rights('US')), acquired('Eagle', rights('Italy', { to: '2030-01-01' }))];
    const { summary: words, free, blocks } = ask(rights('US, Italy, Benelux', { media: 'SVOD' }), ...story);
    expect(words).toBe(
      'Benelux, Italy, United States, SVOD: partly free (Italy, SVOD, from 1 January 2030 and Benelux, SVOD); the rest committed to Aura and committed to Eagle',
    );
    expect(free).toBe('Italy, SVOD, from 1 January 2030; Benelux, SVOD');
    expect(blocks.map((block) => block.words)).toEqual([
      'United States, SVOD: committed to Aura',
      'Italy, SVOD: committed to Eagle until 31 December 2029',
      'Italy, SVOD: free from 1 January 2030; until then committed to Eagle',
      'Benelux, SVOD: free',
    ]);
  });
});

describe('avails', () => {
  it('name the events they rest on, with their corrections, and on whose word', () => {
    const press = { kind: 'press', outlet: 'Variety' } as const;
    const story = [
      acquired('Mubi', rights('Benelux')).from(press),
      corrected(entryId(2), 'FilmAcquired', { buyer: 'MUBI' }).from({
        kind: 'document',
        name: 'memo.pdf',
        sha256: 'a'.repeat(64),
      }),
    ];
    expect(ask(BENELUX_SVOD, ...story).blocks).toMatchObject([
      {
        isFree: false,
        status: 'committed',
        why: 'committed to MUBI',
        dealId: 'deal-Mubi',
        eventIds: [entryId(2), entryId(3)],
        sources: [press, { kind: 'document', name: 'memo.pdf' }],
      },
    ]);
  });

  it('rest on the mandate where they are free, and say when it is only assumed', () => {
    expect(ask(BENELUX_SVOD)).toMatchObject({ isMandateAssumed: true, blocks: [{ eventIds: [], sources: [] }] });
    expect(ask(BENELUX_SVOD, mandate('CAA', rights('Worldwide')))).toMatchObject({
      isMandateAssumed: false,
      blocks: [{ isFree: true, eventIds: [entryId(2)] }],
    });
  });

  it('rest on the release that a holdback counts from', () => {
    const holdbacks = [{ media: 'SVOD', daysAfterFirstRelease: 90 }];
    const theatrical = rights('Benelux', { media: 'theatrical', holdbacks });
    const { blocks } = ask(BENELUX_SVOD, acquired('Metro', theatrical), released('Metro', theatrical));
    expect(blocks).toMatchObject([
      { status: 'held back', window: { from: '2024-09-10', to: '2024-12-06' }, eventIds: [entryId(2), entryId(3)] },
      { isFree: true, window: { from: '2024-12-06', to: null } },
    ]);
  });

  it('give the instant until which a reservation holds', () => {
    const until = '2024-09-12T18:00:00.000Z';
    const { blocks } = ask(BENELUX_SVOD, offered('Neon', rights('Benelux')), accepted('Neon', until));
    expect(blocks).toMatchObject([{ status: 'reserved', buyer: 'Neon', offerId: 'offer-Neon', reservedUntil: until }]);
  });

  it('warn of words that resolved to nothing, and count them for nothing', () => {
    const { isFree, warnings } = ask(
      BENELUX_SVOD,
      acquired('Mubi', unresolvedRights('a raft of international territories')),
    );
    expect(isFree).toBe(true);
    expect(warnings).toEqual([
      'May be sold already, in words that name nothing we know: Mubi: a raft of international territories',
    ]);
  });

  it('warn of a mandate that allows no exclusive sale', () => {
    const { warnings } = ask(BENELUX_SVOD, mandate('CAA', rights('Worldwide', { exclusive: false })));
    expect(warnings).toEqual(['The mandate is non-exclusive: no exclusive sale of Benelux, SVOD']);
  });
});

const regionOfBlocks = (blocks: readonly StatusBlock[]): Region =>
  regionOf(
    blocks.map(({ countries, mediaList, window, languages, exceptLanguages }): RightsBlock => ({
      territories: countries,
      media: mediaList,
      window,
      languages,
      exclusive: true,
      ...(exceptLanguages && { exceptLanguages }),
    })),
  );

const story = fc.array(anything, { maxLength: 25 });
const instants = fc.constantFrom(
  NOW,
  at('2025-03-01T00:00:00Z'),
  at('2029-12-31T00:00:00Z'),
  at('2031-01-01T00:00:00Z'),
);

describe('avails, whatever happened', () => {
  it('are disjoint blocks that together are what was asked', () => {
    fc.assert(
      fc.property(story, someRights, instants, (told, wanted, now) => {
        const { blocks } = availsOf(given(kPops, ...told).film, wanted, now);
        let sum: Region = EMPTY;
        for (const block of blocks) {
          const region = regionOfBlocks([block]);
          expect(isEmpty(overlap(sum, region))).toBe(true);
          sum = union(sum, region);
        }
        expect(equals(sum, ahead(wanted, now.day))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('are free where the rules of conflicts say so, and nowhere while the film is withdrawn', () => {
    fc.assert(
      fc.property(story, someRights, instants, (told, wanted, now) => {
        const { film } = given(kPops, ...told);
        const { blocks, free, isFree } = availsOf(film, wanted, now);
        const region = regionOfBlocks(blocks.filter((block) => block.isFree));
        const expected = film.withdrawn === null ? freePart(film, wanted, now) : EMPTY;
        expect(equals(opened(region, now.day), expected)).toBe(true);
        expect(equals(region, freeOf(takenOf(film), ahead(wanted, now.day), now))).toBe(true);
        expect(free === '').toBe(isEmpty(expected));
        expect(isFree).toBe(isEmpty(subtract(ahead(wanted, now.day), region)));
      }),
      { numRuns: 150 },
    );
  });

  it('have the statuses of the matrix', () => {
    fc.assert(
      fc.property(story, someRights, (told, wanted) => {
        const { film } = given(kPops, ...told);
        const asked = ahead(wanted, NOW.day);
        const statuses = new Set(availsOf(film, wanted, NOW).blocks.map(({ status }) => status));
        const matrix = statusMatrix(film, NOW).filter(({ isUnresolved }) => !isUnresolved);
        for (const status of new Set(matrix.map((block) => block.status))) {
          const inMatrix = overlap(regionOfBlocks(matrix.filter((block) => block.status === status)), asked);
          const inAvails = regionOfBlocks(
            availsOf(film, wanted, NOW).blocks.filter((block) => block.status === status),
          );
          expect(equals(inMatrix, inAvails)).toBe(true);
          expect(statuses.has(status)).toBe(!isEmpty(inMatrix));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('are free for a sale exactly where it would be in no conflict', () => {
    fc.assert(
      fc.property(story, someRights, instants, fc.boolean(), (told, wanted, now, exclusive) => {
        const { film } = given(kPops, ...told);
        fc.pre(film.withdrawn === null);
        const sold = { ...wanted, blocks: wanted.blocks.map((block) => ({ ...block, exclusive })) };
        const asked = ahead(sold, now.day);
        const free = freeOf(takenOf(film), asked, now, exclusive);
        expect(equals(free, asked)).toBe(conflictsOf(film, sold, now).length === 0);
      }),
      { numRuns: 300 },
    );
  });
});
