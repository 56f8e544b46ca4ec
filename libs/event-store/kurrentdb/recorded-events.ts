import { jsonEvent, type AllStreamResolvedEvent, type EventData, type ResolvedEvent } from '@kurrent/kurrentdb-client';
import { EventStoreError } from '../errors';
import type { NewEvent, RecordedEvent } from '../port';
import { toPosition } from './positions';
import type { StreamNames } from './stream-names';

/** Key of the metadata on the server that says when the event was recorded. */
const RECORDED_AT = 'recordedAt';
/** What the server's own tools follow; both ways. */
const SERVER_NAMES = new Map([
  ['correlationId', '$correlationId'],
  ['causationId', '$causationId'],
]);
const OUR_NAMES = new Map([...SERVER_NAMES].map(([ours, servers]) => [servers, ours]));

const renamed = (metadata: Readonly<Record<string, string>>, names: ReadonlyMap<string, string>) =>
  Object.fromEntries(Object.entries(metadata).map(([key, value]) => [names.get(key) ?? key, value]));

/**
 * An event as it is sent. When it was recorded goes with the metadata: the server's own time comes back whole from
 * subscriptions only, cut to seconds from reads.
 * @throws EventStoreError `invalid` for metadata under a key that the store needs itself.
 */
export function toServerEvent({ id, type, data, metadata }: NewEvent, recordedAt: string): EventData {
  for (const key of [RECORDED_AT, ...OUR_NAMES.keys()]) {
    if (Object.hasOwn(metadata, key)) {
      throw new EventStoreError('invalid', `The metadata of ${type} ${id} may not hold "${key}": the store does.`);
    }
  }
  return jsonEvent({ id, type, data, metadata: { ...renamed(metadata, SERVER_NAMES), [RECORDED_AT]: recordedAt } });
}

const isTexts = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string');

/**
 * An event as the port tells it; undefined for a link to an event that is gone. What another program wrote into one of our
 * streams comes as it is, for the codec to refuse: one such event is a dead letter, not the end of reading.
 */
export function toRecordedEvent(
  { event }: ResolvedEvent | AllStreamResolvedEvent,
  { fromServer }: StreamNames,
): RecordedEvent | undefined {
  if (event === undefined) return undefined;
  if (event.position === undefined) {
    throw new EventStoreError('unavailable', 'The server tells no positions: it must be EventStoreDB 24.6 or later.');
  }
  const { [RECORDED_AT]: recordedAt = event.created.toISOString(), ...metadata } = isTexts(event.metadata)
    ? event.metadata
    : {};
  return {
    id: event.id,
    stream: fromServer(event.streamId),
    revision: event.revision,
    position: toPosition(event.position),
    type: event.type,
    data: event.data as RecordedEvent['data'],
    metadata: renamed(metadata, OUR_NAMES),
    recordedAt,
  };
}
