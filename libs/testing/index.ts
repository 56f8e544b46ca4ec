/** What tests are told in: given/when/then for the rules of the trade. */
export * from './film/arbitrary';
export * from './film/facts';
export * from './film/given';
export * from './archive';
export * from './make-xlsx';
export { freePorts } from './free-ports';
export { until } from './until';
