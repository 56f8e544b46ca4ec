/** The event store: the port, its errors, the codec of events and the handling of commands. Adapters have doors of their own. */
export * from './port';
export * from './errors';
export * from './append-request';
export * from './codec';
export * from './recording';
export * from './canonical';
