import type { IncomingHttpHeaders } from 'node:http';
import type { CommandContext } from '#acquisition/commands';
import { ROLES } from '#configuration';
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

const LONGEST_USER = 300;

/**
 * Who acts, where a request says so: there are no passwords yet, and only this machine reaches the server.
 * @throws Problem for a name or role that cannot be.
 */
export function readActorHeaders(headers: IncomingHttpHeaders): Partial<Pick<CommandContext, 'user' | 'role'>> {
  const { 'x-ovation-user': user, 'x-ovation-role': role } = headers;
  if (user !== undefined && (typeof user !== 'string' || !/\S/.test(user) || user.length > LONGEST_USER))
    throw invalidInput([{ field: 'X-Ovation-User', message: `must be a name of at most ${LONGEST_USER} characters` }]);
  if (role !== undefined && (typeof role !== 'string' || !(ROLES as readonly string[]).includes(role)))
    throw invalidInput([{ field: 'X-Ovation-Role', message: `must be one of ${ROLES.join(', ')}` }]);
  return { ...(user === undefined ? {} : { user }), ...(role === undefined ? {} : { role }) };
}
