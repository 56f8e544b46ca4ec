import type { EventDefinition } from '#event-store';
import type { FilmEventType } from '#acquisition/domain';

/** How data of earlier versions becomes that of the next one, by event and version. Every event is of its first version. */
export const UPCASTERS: Partial<Record<FilmEventType, NonNullable<EventDefinition['upcasters']>>> = {};
