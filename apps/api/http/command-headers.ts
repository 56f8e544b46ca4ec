import type { IncomingHttpHeaders } from 'node:http';
import type { CommandContext } from '#acquisition/commands';
import { invalidInput } from '../problems/problem';

/** A revision, and what a dossier adds to it when time alone has changed it since. */
const REVISION = /^"(\d{1,15})(?:\.[0-9a-z]+)?"$/;

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * What the headers of a request say of its command.
 * @throws Problem for a header that is malformed.
 */
export function readCommandHeaders(headers: IncomingHttpHeaders): Pick<CommandContext, 'ifMatch' | 'idempotencyKey'> {
  const ifMatch = headers['if-match'];
  const revision = ifMatch === undefined ? undefined : REVISION.exec(ifMatch)?.[1];
  if (ifMatch !== undefined && revision === undefined)
    throw invalidInput([
      { field: 'If-Match', message: 'must be a revision in quotes, as ETag gives it, such as "12"' },
    ]);
  const idempotencyKey = headers['idempotency-key'];
  if (idempotencyKey === undefined) return revision === undefined ? {} : { ifMatch: BigInt(revision) };
  if (typeof idempotencyKey !== 'string' || !IDEMPOTENCY_KEY.test(idempotencyKey))
    throw invalidInput([{ field: 'Idempotency-Key', message: 'must be 1 to 200 visible characters, such as a UUID' }]);
  return { idempotencyKey, ...(revision === undefined ? {} : { ifMatch: BigInt(revision) }) };
}
