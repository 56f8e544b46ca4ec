import type { Query as NestQuery } from '@nestjs/cqrs';

/**
 * A question on the views, and what it is answered with. The query bus tells one from another by its class, and asks
 * nothing of this one: whoever has no bus, as the command line, need not load Nest for it.
 */
export const Query = class {} as typeof NestQuery;
