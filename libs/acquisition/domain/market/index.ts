export * from './buyer-names';
export { likelyDuplicates } from './likely-duplicates';
export * from './rate-sets';
export * from './webhooks';
