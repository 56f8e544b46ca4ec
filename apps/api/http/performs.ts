import { SetMetadata } from '@nestjs/common';
import type { Action } from '#acquisition/commands';

/** Key of the action that a route performs. */
export const ACTION = 'ovation:action';

/** What somebody who asks for this route does. Every route says so: roles are granted actions, not routes. */
export const Performs = (action: Action): MethodDecorator => SetMetadata(ACTION, action);

/** What anybody may see: that the server is there, and how it is used. */
export const SEE_SERVER: Action = 'server:see';
