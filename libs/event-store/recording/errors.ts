import type { StreamName } from '../port';

/** The revision that the caller saw is not the current one. Nothing was written: read again, then decide. */
export class IfMatchFailed extends Error {
  override readonly name = 'IfMatchFailed';
  readonly code = 'if-match-failed';
  constructor(
    readonly stream: StreamName,
    readonly expected: bigint,
    readonly actual: bigint | 'no-stream',
  ) {
    super(`${stream} is at ${String(actual)}, not at ${String(expected)}: look at what has changed and try again.`);
  }
}

/** Another command was recorded with this id before. Nothing was written: give the new command an id of its own. */
export class CommandIdReused extends Error {
  override readonly name = 'CommandIdReused';
  readonly code = 'command-id-reused';
  constructor(
    readonly stream: StreamName,
    readonly commandId: string,
  ) {
    super(`Something else was recorded in ${stream} with the id ${commandId}: use a new id for a new request.`);
  }
}
