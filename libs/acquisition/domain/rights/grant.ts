import type { Rights, RightsBlock, RightsRequest } from './block';
import { describeParts } from './describe-region';
import { type GrantProblem, inWords, readLanguages, readMedia, readTerritories, readWindow } from './grant-fields';
import { describeHoldback, readHoldbacks } from './holdbacks';
import { EMPTY, EVERYTHING, blocksOf, overlap, regionOf } from './region';
import type { GrantContext } from './territories';
import { TERRITORY_LIST_VERSION } from './territory-list';

/** What a request means. */
export interface Grant {
  /** Whole whatever the problems are: what was not understood stands in `unresolved` and counts for nothing. */
  readonly rights: Rights;
  /** What to say to somebody who typed it; empty when everything was understood. */
  readonly problems: readonly GrantProblem[];
}

const known = new Map<string, Grant>();
const MOST_KNOWN = 1_000;

/**
 * Resolves rights asked for in the trade's words, and says what is wrong with them: territories or media that are not
 * known (with the nearest names), days that do not exist, an end that is not after the beginning, languages that are not
 * known, holdbacks without an end, no territories at all. Never throws. The caller decides: entries that were typed are
 * refused with these problems, imported ones are kept with their words unresolved.
 *
 * Nothing that is not understood widens what is granted: with an impossible window, or with none of the languages known,
 * nothing is.
 *
 * The same question is answered with the same object: the trade sells the same few blocks over and over.
 */
export function grantRights(request: RightsRequest, context: GrantContext = {}): Grant {
  const question = JSON.stringify([request, [...(context.granted ?? [])].sort()]);
  const answered = known.get(question);
  if (answered !== undefined) return answered;
  const grant = resolve(request, context);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(question, grant);
  return grant;
}

function resolve(request: RightsRequest, context: GrantContext): Grant {
  const saidMedia = request.media ?? 'all rights';
  const territories = readTerritories(request.territories, context, 'territories');
  const media = readMedia(saidMedia, 'media');
  const window = readWindow(request);
  const languages = readLanguages(request.languages);
  const exclusive = request.exclusive ?? true;
  const blocks = territories.value.map(({ countries, ...inLanguages }): RightsBlock => {
    const always = { from: null, to: null };
    return { territories: countries, media: media.value, window: window.value ?? always, ...inLanguages, exclusive };
  });
  const spoken = regionOf(blocksOf(EVERYTHING, exclusive).map((block) => ({ ...block, languages: languages.value })));
  const region = window.value === undefined ? EMPTY : overlap(regionOf(blocks), spoken);
  const granted = [...new Set(blocks.flatMap((block) => block.territories))].sort();
  const holdbacks = readHoldbacks(request.holdbacks ?? [], granted, context);
  const fields = [territories, media, window, languages, holdbacks];
  const rights: Rights = {
    words: [inWords(request.territories), inWords(saidMedia)].filter((words) => words !== '').join(', '),
    blocks: blocksOf(region, exclusive),
    unresolved: fields.flatMap(({ unresolved }) => unresolved),
    territoryList: TERRITORY_LIST_VERSION,
    ...(holdbacks.value.length > 0 ? { holdbacks: holdbacks.value } : {}),
  };
  return { rights, problems: fields.flatMap(({ problems }) => problems) };
}

/** Worldwide, all rights, always, exclusive: the mandate of a film without a recorded one. */
export const ALL_RIGHTS_WORLDWIDE: Rights = {
  words: 'Worldwide, all rights',
  blocks: blocksOf(EVERYTHING, true),
  unresolved: [],
  territoryList: TERRITORY_LIST_VERSION,
};

/**
 * Rights in the trade's words, what they resolved to first: `Worldwide - Italy, all rights`,
 * `Benelux, SVOD, until 31 December 2030, non-exclusive`, `Italy, all rights; unresolved: "a raft of territories"`.
 */
export function describeRights({ blocks, unresolved, holdbacks = [] }: Rights): string {
  const exclusive = regionOf(blocks.filter((block) => block.exclusive));
  const shared = regionOf(blocks.filter((block) => !block.exclusive));
  return [
    ...describeParts(exclusive),
    ...describeParts(shared).map((part) => `${part}, non-exclusive`),
    ...holdbacks.map(describeHoldback),
    ...(unresolved.length > 0 ? [`unresolved: ${unresolved.map((words) => `"${words}"`).join(', ')}`] : []),
  ].join('; ');
}
