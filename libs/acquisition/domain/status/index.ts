export * from './conflicts';
export * from './figures';
export {
  dealStatus,
  endedBy,
  exclusivePart,
  firstRelease,
  heldBy,
  isOpen,
  isReserved,
  liveDeals,
  mandateCover,
  regionOfRights,
} from './holdings';
export * from './lapses';
export * from './matrix';
export * from './moment';
export * from './phase';
export * from './share';
