export { applyCorrections } from './corrections';
export type { DayOf, Moment } from './fold';
export { evolve, filmAt, fold, show, showNext } from './fold';
export * from './state';
