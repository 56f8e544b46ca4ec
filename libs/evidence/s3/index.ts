/** Documents in a bucket of S3, or of a server that speaks it. */
export { openEvidenceBucket, type EvidenceBucketOptions } from './bucket-store';
export { readBucketUrl, type BucketPlace } from './bucket-url';
