export type { Best } from './best-offers';
export * from './compare-offers';
export * from './conflicts';
export { festivalKey, festivalRuns, type FestivalRun } from './festival-runs';
export * from './figures';
export {
  dealStatus,
  exclusivePart,
  heldBy,
  isOpen,
  isReserved,
  liveDeals,
  mandateCover,
  regionOfRights,
} from './holdings';
export * from './matrix';
export * from './moment';
export * from './phase';
export * from './share';
export type { MoneyOf, ShareOfAsk } from './share-of-ask';
