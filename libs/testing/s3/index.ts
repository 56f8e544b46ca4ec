/** A server of S3 for tests, which is started where its programs are. */
export { describeOnGateway } from './describe-on-gateway';
export type { Gateway } from './start-gateway';
