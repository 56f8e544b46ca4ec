export type { AvailBlock, Avails } from './avails';
export { availsOf } from './avails';
export type { Best } from './best-offers';
export {
  cellChanges,
  matrixCells,
  type CellChange,
  type CellState,
  type FilmSeenAt,
  type MatrixCells,
} from './cell-changes';
export { cellRule, type CellRule } from './cell-rules';
export * from './compare-offers';
export * from './conflicts';
export { festivalKey, festivalRuns, type FestivalRun } from './festival-runs';
export * from './figures';
export {
  ahead,
  dealStatus,
  endedBy,
  exclusivePart,
  firstRelease,
  mandatedToOthers,
  outsideRestOfWorld,
  heldBy,
  isOpen,
  isReserved,
  liveDeals,
  mandateCover,
  opened,
  regionOfRights,
  standingOffers,
} from './holdings';
export * from './lapses';
export * from './matrix';
export * from './moment';
export { lasts, unresolvedWords, type Lasting, type UnresolvedWords } from './obstacles';
export type { CellStatus } from './parts';
export * from './phase';
export * from './share';
export { freeOf, levelOf, takenOf, type Taken, type TakenLevel } from './taken';
export type { MoneyOf, ShareOfAsk } from './share-of-ask';
