export * from './changes';
export * from './entry-details';
export * from './fields';
export * from './rights-details';
export * from './terms-details';
