export * from './events';
export * from './film';
export { slugOf, titleKey } from './film/slug';
export * from './money';
export * from './rights';
export * from './rules';
export * from './status';
export * from './telling';
export * from './time';
