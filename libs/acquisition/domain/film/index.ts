export { applyCorrections } from './corrections';
export type { DayOf, Moment } from './fold';
export { correctionsOf } from './corrections-of';
export type { FilmFrom } from './fold';
export { changeBy, eventsAt, evolve, filmAt, fold, show, showNext, touchThePast } from './fold';
export * from './state';
