/** A bundle: events, documents and their proof in one archive, which anyone can verify. */
export { openBundle, type BundleOptions, type BundleSources } from './write-bundle';
export { BundleError, verifyBundle, type VerifyBundleOptions } from './verify-bundle';
