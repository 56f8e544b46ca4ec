import type { EventDefinition, Json, RecordedEvent } from '#event-store';
import { createCodec } from '#event-store';
import type {
  Actor,
  Envelope,
  Fact,
  FilmEvent,
  FilmEventType,
  MarketFact,
  OccurredAt,
  Source,
} from '#acquisition/domain';
import { dataProblems } from './schemas';
import { FILM } from './categories';
import { STORED_NAMES } from './stored-names';
import { UPCASTERS } from './upcasters';

type JsonObject = Readonly<Record<string, Json>>;

const typesByName = new Map(
  (Object.keys(STORED_NAMES) as FilmEventType[]).map((type): [string, FilmEventType] => [
    STORED_NAMES[type].name,
    type,
  ]),
);

const definitions: readonly EventDefinition[] = (Object.keys(STORED_NAMES) as FilmEventType[]).map((type) => ({
  type: STORED_NAMES[type].name,
  version: STORED_NAMES[type].version,
  upcasters: UPCASTERS[type] ?? {},
  validate: (data) => dataProblems(type, data),
}));

/** Stored events of films: names, versions, upcasters and schemas. Built, and so checked, when the program starts. */
export const filmCodec = createCodec(definitions);

const PREFIX = `${FILM}-`;

export const filmStream = (filmId: string): string => `${PREFIX}${filmId}`;
export const isFilmStream = (stream: string): boolean => stream.startsWith(PREFIX);
export const filmIdOf = (stream: string): string => stream.slice(PREFIX.length);

/** A fact as it is stored: with when it occurred and on whose word. */
export const storedData = (fact: Fact | MarketFact, occurredAt: OccurredAt, source: Source): JsonObject =>
  ({
    ...fact.data,
    occurredAt: ('occurredAt' in fact ? fact.occurredAt : undefined) ?? occurredAt,
    source,
  }) as unknown as JsonObject;

export const storedName = (type: FilmEventType): string => STORED_NAMES[type].name;

/** Who recorded it, in the flat metadata of a stored event. */
export const actorMetadata = ({ user, role }: Actor): Readonly<Record<string, string>> => ({ user, role });

/** In whose name lapses are recorded. No user can be given this role. */
export const CLOCK = { user: 'offer clock', role: 'clock' } as const;

/** Who recorded an event that does not say it. */
export const UNKNOWN_ACTOR: Actor = { user: 'unknown', role: 'unknown' };

/** What a stored event says, and its envelope. @param event decoded: its data is of the current version. */
export function openEnvelope(event: RecordedEvent): Envelope & { readonly data: object } {
  const { occurredAt, source, ...data } = event.data;
  return {
    id: event.id,
    data,
    occurredAt: occurredAt as unknown as OccurredAt,
    source: source as unknown as Source,
    recordedAt: event.recordedAt,
    actor: {
      user: event.metadata['user'] ?? UNKNOWN_ACTOR.user,
      role: event.metadata['role'] ?? UNKNOWN_ACTOR.role,
    },
    revision: Number(event.revision),
  };
}

/**
 * A stored event as the domain sees it.
 * @param event decoded: its data is of the current version.
 */
export const toFilmEvent = (event: RecordedEvent): FilmEvent =>
  ({ ...openEnvelope(event), type: typesByName.get(event.type) }) as FilmEvent;
