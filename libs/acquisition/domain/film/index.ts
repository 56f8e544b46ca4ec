export { applyCorrections } from './corrections';
export type { DayOf, Moment } from './fold';
export { evolve, filmAt, fold } from './fold';
export * from './state';
