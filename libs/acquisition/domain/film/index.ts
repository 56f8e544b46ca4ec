export { applyCorrections } from './corrections';
export type { DayOf, Moment } from './fold';
export { correctionsOf } from './corrections-of';
export type { FilmFrom, LastDay } from './change-by';
export { changeBy, isLatest, lastDaysBy } from './change-by';
export { eventsAt, evolve, filmAt, fold, show, showNext, showRecorded, touchThePast, type ShownFilm } from './fold';
export * from './state';
