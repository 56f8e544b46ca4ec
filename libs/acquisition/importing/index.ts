/** What importing any file takes: rows become events through the rules of the domain, each film all or nothing. */
export { attempt, importSource, type ImportContext, type Planned, type RowEntry } from './attempt';
export { MOST_ATTEMPTS, importFilms, type ImportOptions, type ImportTarget } from './import-films';
export { fieldsInWords, remarkOnBuyer, rowInWords } from './in-words';
export type { RowPlan, RowPlanner, RowPlanning } from './plan-film';
export { remarksOnSale } from './remarks-on-sale';
export {
  REGISTRATION,
  countsOf,
  isComplete,
  type FilmReport,
  type ImportCounts,
  type ImportProblem,
  type ImportReport,
  type RowOutcome,
  type RowReport,
} from './report';
export { recordedUnder } from './row-ids';
export { ask, askAboutBegun, type Step } from './step';
export type { ToldFilm, ToldRow } from './told';
