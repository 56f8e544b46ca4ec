/** Configuration by environment: read and checked once, at start, the same for server and command line. */
export { KEYS, ROLES, type Configuration } from './keys';
export { ConfigurationError, readConfiguration } from './read-configuration';
