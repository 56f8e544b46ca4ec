import type { FastifyRequest } from 'fastify';
import type { CommandContext } from '#acquisition/commands';
import type { Configuration } from '#configuration';
import { readActorHeaders, readCommandHeaders } from '../http/command-headers';

/** Names to dependency injection who records. */
export const ACTING_USER = Symbol('who records');

/** Who records: until there are users, the one of the configuration, or whom the request names. */
export type ActingUser = Pick<Configuration, 'user' | 'role'>;

/** In which context a request asks for its command. */
export const contextOf = (
  request: Pick<FastifyRequest, 'headers' | 'id'>,
  { user, role }: ActingUser,
): CommandContext => ({
  user,
  role,
  ...readActorHeaders(request.headers),
  correlationId: request.id,
  ...readCommandHeaders(request.headers),
});
