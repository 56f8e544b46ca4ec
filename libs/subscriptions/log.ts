/** Says one thing, with the data to act on. */
export type LogLine = (fields: object, message: string) => void;

/** As much of a logger as is used here; one of pino is one. */
export interface Log {
  readonly debug: LogLine;
  readonly info: LogLine;
  readonly warn: LogLine;
  readonly error: LogLine;
}
