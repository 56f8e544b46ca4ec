import * as fc from 'fast-check';
import { MEDIA, MEDIA_ALSO_CALLED, MEDIA_TREE } from './media-tree';
import { describeMedia, resolveMedia } from './media';

describe('the media tree', () => {
  it('has every leaf under one branch', () => {
    expect(MEDIA).toHaveLength(20);
    expect(new Set(MEDIA).size).toBe(20);
  });

  it('means by a branch all of its leaves, and by a leaf itself, under all their names', () => {
    for (const { name, alsoCalled, leaves } of MEDIA_TREE) {
      for (const words of [name, ...alsoCalled]) expect(resolveMedia(words).media).toStrictEqual(leaves);
    }
    for (const medium of MEDIA) {
      for (const words of [medium, ...MEDIA_ALSO_CALLED[medium]]) {
        expect(resolveMedia(words.toUpperCase()).media).toStrictEqual([medium]);
      }
    }
  });
});

describe('media in the words of the trade', () => {
  it.each(['all rights', 'All Rights (unspecified)', 'all media', 'ALL RIGHTS'])('%s is every leaf', (words) => {
    expect(resolveMedia(words)).toStrictEqual({ words, media: MEDIA, unresolved: [] });
  });

  it.each([
    ['theatrical', 'theatrical'],
    ['theatrical (limited)', 'theatrical'],
    ['theatrical (qualifying)', 'theatrical'],
    ['theatrical (AMC, exclusive)', 'theatrical'],
    ['theatrical planned', 'theatrical'],
    ['theatrical + SVOD', 'theatrical, SVOD'],
    ['SVOD + limited theatrical', 'theatrical, SVOD'],
    ['TVOD/EST', 'TVOD, EST'],
    ['pay television', 'pay TV'],
    ['Pay-TV', 'pay TV'],
    ['TV', 'television'],
    ['pay TV, free TV and SVOD', 'SVOD, television'],
    ['home video', 'physical video'],
    ['rental', 'video rental'],
    ['VOD', 'transactional, SVOD, AVOD'],
    ['streaming', 'SVOD, ad-supported'],
    ['all rights excl. TV', 'all rights - television'],
    ['all rights excluding SVOD', 'all rights - SVOD'],
    ['all rights (excluding SVOD and AVOD)', 'all rights - SVOD - AVOD'],
    ['all rights - remake - sequel - merchandising - soundtrack', 'all rights - other'],
  ])('%s', (words, media) => {
    const resolution = resolveMedia(words);
    expect(resolution.unresolved).toStrictEqual([]);
    expect(describeMedia(resolution.media)).toBe(media);
  });

  it('are a list of phrases', () => {
    expect(resolveMedia(['SVOD', 'theatrical planned'])).toStrictEqual({
      words: 'SVOD, theatrical planned',
      media: ['theatrical', 'SVOD'],
      unresolved: [],
    });
  });

  it.each([
    ['digital', []],
    ['TV (pay)', []],
    ['theatrical only', ['theatrical']],
    ['SVOD (not theatrical)', ['SVOD', 'AVOD', 'PVOD']],
    ['all rights except digital', []],
    ['all rights, no SVOD', ['SVOD']],
  ])('%s is not understood, and never widens', (words, nearest) => {
    expect(resolveMedia(words)).toStrictEqual({ words, media: [], unresolved: [{ words, nearest }] });
  });

  it('resolve to exactly the media that they describe', () => {
    fc.assert(
      fc.property(fc.subarray([...MEDIA]), (media) => {
        expect(resolveMedia(describeMedia(media))).toStrictEqual({
          words: describeMedia(media),
          media,
          unresolved: [],
        });
      }),
      { numRuns: 1000 },
    );
  });
});
