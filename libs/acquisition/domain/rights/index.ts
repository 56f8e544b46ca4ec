export type {
  CountryCode,
  Holdback,
  HoldbackRequest,
  LanguageCode,
  Medium,
  Rights,
  RightsBlock,
  RightsRequest,
  Window,
} from './block';
export { TERRITORY_LIST_VERSION } from './territory-list';
export {
  type GrantContext,
  type TerritoryPart,
  type TerritoryResolution,
  type Unresolved,
  resolveTerritories,
} from './territories';
export { describeTerritories } from './describe-territories';
export { MEDIA, MEDIA_TREE, type MediaBranch } from './media-tree';
export { type MediaResolution, describeMedia, resolveMedia } from './media';
export {
  EMPTY,
  EVERYTHING,
  type Mask,
  type Region,
  blocksOf,
  countriesIn,
  covers,
  equals,
  isEmpty,
  masksOf,
  onDay,
  overlap,
  regionOf,
  regionOfMasks,
  subtract,
  union,
} from './region';
export { type Coverage, NO_COVERAGE, countLots, coverageOf, coversAll, joinCoverage } from './coverage';
export { describe, describePlace, describeWindow } from './describe-region';
export { nearestNames, proposals } from './nearest-names';
export type { GrantProblem } from './grant-fields';
export { ALL_RIGHTS_WORLDWIDE, type Grant, describeRights, grantRights } from './grant';
export { LONGEST_HOLDBACK_DAYS, describeHoldback } from './holdbacks';
export { LANGUAGE_CODES, isLanguage, languageName } from './language-list';
export { COUNTRIES, type Country } from './country-list';
export { COMPOSITES, type Composite, LOTS, type Lot } from './territory-list';
