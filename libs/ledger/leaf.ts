import { canonical } from '#event-store/copy';
import type { RecordedEvent } from '#event-store';
import { leafHash } from './tree';

/**
 * The leaf of an event: over everything of it but its position, in canonical form (RFC 8785). Positions are their store's own;
 * the order of the log is the order of the leaves. So a copy of a log in another store has the same tree.
 */
export const leafOf = (event: RecordedEvent): Buffer => leafHash(canonical(event));
