import { CLOCK, UNKNOWN_ACTOR } from '#acquisition/film-stream';
import { ROLES } from '#configuration';

/** Every role in which something can have been recorded: those of people, the clock's, and that of events which name none. */
export const recordedRoles = (): readonly string[] => [...ROLES, CLOCK.role, UNKNOWN_ACTOR.role];
