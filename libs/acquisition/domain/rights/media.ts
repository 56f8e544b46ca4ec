import { BITS } from './algebra';
import type { Medium } from './block';
import { MEDIA, MEDIA_ALSO_CALLED, MEDIA_TOGETHER, MEDIA_TREE } from './media-tree';
import { nameKey } from './name-key';
import { NEAREST_NAMES, nearestNames, proposals } from './nearest-names';
import { readPhrases } from './phrase';
import type { Unresolved } from './territories';

export interface MediaResolution {
  readonly words: string;
  /** In the order of the tree. */
  readonly media: readonly Medium[];
  readonly unresolved: readonly Unresolved[];
}

const BIT: ReadonlyMap<string, bigint> = new Map(MEDIA.map((medium, index) => [medium, 1n << BigInt(index)]));

/** Media as bits; what is not a leaf of the tree is left out. */
export function mediaBits(media: Iterable<Medium>): bigint {
  let bits = 0n;
  for (const medium of media) bits |= BIT.get(medium) ?? 0n;
  return bits;
}

/** The leaves of a set of media, in the order of the tree. */
export function mediaOf(bits: bigint): Medium[] {
  return MEDIA.filter((medium) => (bits & (BIT.get(medium) ?? 0n)) !== 0n);
}

const ALL_RIGHTS = 'all rights';
export const ALL_MEDIA: bigint = mediaBits(MEDIA);
const BRANCHES = MEDIA_TREE.map((branch) => ({ ...branch, bits: mediaBits(branch.leaves) }));

const BY_NAME: ReadonlyMap<string, bigint> = new Map([
  ...[ALL_RIGHTS, 'all media', 'all rights (unspecified)', 'all rights, all media', 'all'].map(
    (name) => [nameKey(name), ALL_MEDIA] as const,
  ),
  ...BRANCHES.flatMap(({ name, alsoCalled, bits }) => [name, ...alsoCalled].map((n) => [nameKey(n), bits] as const)),
  ...MEDIA_TOGETHER.flatMap(({ alsoCalled, leaves }) =>
    alsoCalled.map((name) => [nameKey(name), mediaBits(leaves)] as const),
  ),
  ...MEDIA.flatMap((medium) =>
    [medium, ...MEDIA_ALSO_CALLED[medium]].map((n) => [nameKey(n), mediaBits([medium])] as const),
  ),
]);

const PROPOSALS = proposals([ALL_RIGHTS, ...BRANCHES.map(({ name }) => name), ...MEDIA]);

/** How a release is planned, not which right it uses. */
const RELEASE_STYLE = /\b(?:limited|qualifying|planned|exclusive|wide|platform)\b/g;
/** In brackets behind a medium these narrow it, so that the brackets cannot be passed over. */
const NARROWING = /\b(?:no|not|non|only|without|except|excluding|excl|ex|minus|less|but|pay|free|rental|sale)\b/;

function mediaNamed(name: string): bigint | undefined {
  const key = nameKey(name);
  const known = BY_NAME.get(key);
  if (known !== undefined) return known;
  const [, medium = key, qualifier = ''] = /^(.*\S) ?\(([^()]*)\)$/.exec(key) ?? [];
  const plain = BY_NAME.get(medium.replace(RELEASE_STYLE, '').replace(/\s+/g, ' ').trim());
  if (plain === undefined || qualifier === '') return plain;
  const isLeaf = mediaOf(plain).length === 1;
  const narrows = NARROWING.test(qualifier) || qualifier.split(/, | and /).some((word) => BY_NAME.has(word));
  const isReleaseStyle = qualifier.replace(RELEASE_STYLE, '').replace(/[\s,]/g, '') === '';
  return isReleaseStyle || (isLeaf && !narrows) ? plain : undefined;
}

/**
 * Resolves media in the trade's words to leaves of the media tree. Never throws, never guesses.
 *
 * "All rights" and "all media" are every leaf of the tree, remake, sequel, merchandising and soundtrack included. A branch
 * ("television", "TVOD/EST", "physical video" or "home video") is all of its leaves. Lists and exclusions are read as
 * those of territories: `theatrical + SVOD`, `all rights excluding SVOD`, `all rights - remake - sequel`. How a release is planned
 * ("limited", "qualifying", "theatrical (AMC, exclusive)") is passed over: it does not change the right, and the words
 * are kept. "VOD" and "streaming" are several leaves (`MEDIA_TOGETHER`); "digital" may be anything and stays unresolved.
 */
export function resolveMedia(words: string | readonly string[]): MediaResolution {
  const phrases = typeof words === 'string' ? [words] : words;
  const reading = readPhrases(phrases, { sets: BITS, lookUp: mediaNamed });
  return {
    words: phrases.join(', '),
    media: mediaOf(reading.set),
    unresolved: reading.unresolved.map(({ words: told, unknown }) => ({
      words: told,
      nearest: [...new Set(unknown.flatMap((name) => nearestNames(name, PROPOSALS)))].slice(0, NEAREST_NAMES),
    })),
  };
}

/** Whole branches by their name, unless they have but one leaf; then leaves. */
function namesOf(bits: bigint): string[] {
  return BRANCHES.flatMap((branch) =>
    branch.leaves.length > 1 && (branch.bits & ~bits) === 0n ? [branch.name] : mediaOf(branch.bits & bits),
  );
}

/** As `describeMedia`, of media as bits. */
export function describeMediaBits(bits: bigint): string {
  const present = namesOf(bits);
  const missing = namesOf(ALL_MEDIA & ~bits);
  return missing.length + 1 < present.length || missing.length === 0
    ? [ALL_RIGHTS, ...missing].join(' - ')
    : present.join(', ');
}

/**
 * Media in the trade's words, as short as they get: `all rights`, `all rights - SVOD`, `theatrical, television`. Whatever it
 * says, `resolveMedia` gives exactly these media back. Empty for no medium.
 */
export function describeMedia(media: Iterable<Medium>): string {
  return describeMediaBits(mediaBits(media));
}
