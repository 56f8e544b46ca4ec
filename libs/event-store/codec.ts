import { inCanonicalOrder } from './canonical';
import { EventStoreError } from './errors';
import type { Json, NewEvent, RecordedEvent } from './port';

/** What an event carries besides its envelope. */
export type EventData = { readonly [key: string]: Json };

/** Turns the data of one schema version into that of the next. Pure: every event ever recorded passes through it for ever. */
export type Upcaster = (data: EventData) => EventData;

export interface EventDefinition {
  /** Stored name. Stable for ever, whatever the type in the program is called. */
  readonly type: string;
  /** Current schema version, counted from 1. */
  readonly version: number;
  /** By the version that they start from: one for each version before the current one. */
  readonly upcasters?: { readonly [fromVersion: number]: Upcaster };
  /** Problems of data of the current version, a sentence each; empty when it is in order. */
  readonly validate?: (data: EventData) => readonly string[];
}

/** Key of the metadata that holds the schema version. An event without it is of version 1. */
export const SCHEMA_VERSION = 'schemaVersion';

export type EventDecodeErrorCode =
  /** No definition has this name: a newer program wrote it, or a definition was removed. */
  | 'unknown-type'
  /** Written by a newer version of this program. */
  | 'newer-schema'
  /** The data is not what the definition says. */
  | 'invalid-data';

/** A recorded event that this program cannot read, and where it is. */
export class EventDecodeError extends Error {
  override readonly name = 'EventDecodeError';
  constructor(
    readonly code: EventDecodeErrorCode,
    readonly event: Pick<RecordedEvent, 'id' | 'type' | 'stream' | 'position'>,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`${event.type} ${event.id} in ${event.stream} at position ${event.position}: ${reason}`, options);
  }
}

export interface EventCodec {
  /** Every stored name, in alphabetical order. */
  readonly types: readonly string[];
  /**
   * Data of the current version, as it is to be appended, its fields in canonical order: `schemaVersion` is added to the metadata.
   * @throws EventStoreError `invalid` when the name is unknown or the data has problems.
   */
  readonly encode: (
    type: string,
    data: EventData,
    metadata: Readonly<Record<string, string>>,
  ) => Omit<NewEvent, 'id' | 'recordedAt'>;
  /**
   * The event with its data brought to the current version.
   * @throws EventDecodeError
   */
  readonly decode: (event: RecordedEvent) => RecordedEvent;
}

function checkDefinition(definition: EventDefinition): void {
  const { type, version, upcasters = {} } = definition;
  if (!Number.isSafeInteger(version) || version < 1) {
    throw new Error(`${type} has version ${String(version)}: versions count from 1.`);
  }
  for (let from = 1; from < version; from += 1) {
    if (typeof upcasters[from] !== 'function') throw new Error(`${type} has no upcaster from version ${from}.`);
  }
  for (const from of Object.keys(upcasters)) {
    if (!/^[1-9]\d*$/.test(from) || Number(from) >= version) {
      throw new Error(`${type} has an upcaster from version ${from}, but its version is ${version}.`);
    }
  }
}

/** Some stores hand out what is not JSON as text, so the shape that the type promises is looked at once more. */
const isEventData = (data: unknown): boolean => typeof data === 'object' && data !== null && !Array.isArray(data);

/** The schema version written into the metadata, undefined when it is not a version. */
function versionOf(event: RecordedEvent): number | undefined {
  const text = event.metadata[SCHEMA_VERSION];
  if (text === undefined) return 1;
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

function upcast(definition: EventDefinition, event: RecordedEvent, from: number): EventData {
  let data: EventData = event.data;
  for (let version = from; version < definition.version; version += 1) {
    try {
      data = definition.upcasters?.[version]?.(data) ?? data;
    } catch (error) {
      throw new EventDecodeError('invalid-data', event, `version ${version} cannot be brought to ${version + 1}.`, {
        cause: error,
      });
    }
  }
  return data;
}

/**
 * A registry of event names with their versions.
 * @throws Error, naming the event, when a name stands twice, a version is not a version or a step is missing.
 */
export function createCodec(definitions: readonly EventDefinition[]): EventCodec {
  const byType = new Map<string, EventDefinition>();
  for (const definition of definitions) {
    if (byType.has(definition.type)) throw new Error(`${definition.type} is defined twice.`);
    checkDefinition(definition);
    byType.set(definition.type, definition);
  }

  return {
    types: [...byType.keys()].sort(),

    encode: (type, data, metadata) => {
      const definition = byType.get(type);
      if (definition === undefined) throw new EventStoreError('invalid', `${type} is not the name of a known event.`);
      const problems = definition.validate?.(data) ?? [];
      if (problems.length > 0) throw new EventStoreError('invalid', `${type} is not in order: ${problems.join(' ')}`);
      return {
        type,
        data: inCanonicalOrder(data),
        metadata: { ...metadata, [SCHEMA_VERSION]: String(definition.version) },
      };
    },

    decode: (event) => {
      const definition = byType.get(event.type);
      if (definition === undefined) throw new EventDecodeError('unknown-type', event, 'no event has this name.');
      const version = versionOf(event);
      if (version === undefined) {
        throw new EventDecodeError('invalid-data', event, `"${String(event.metadata[SCHEMA_VERSION])}" is no version.`);
      }
      if (version > definition.version) {
        const reason = `it is of version ${version}, this program knows ${definition.version}: update it.`;
        throw new EventDecodeError('newer-schema', event, reason);
      }
      if (!isEventData(event.data)) throw new EventDecodeError('invalid-data', event, 'its data is not an object.');
      const data = upcast(definition, event, version);
      const problems = definition.validate?.(data) ?? [];
      if (problems.length > 0) throw new EventDecodeError('invalid-data', event, problems.join(' '));
      return data === event.data ? event : { ...event, data };
    },
  };
}
