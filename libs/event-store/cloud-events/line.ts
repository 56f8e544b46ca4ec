import { checkAppend, DEFAULT_APPEND_LIMITS, MAX_REVISION } from '../append-request';
import type { CarriedEvent } from '../copy/append-runs';
import { isEventStoreError } from '../errors';
import type { Json, RecordedText } from '../port';

/**
 * Where events come from: with their ids it tells every event apart (CloudEvents 1.0, `source`). Their stream is the
 * `subject`, `time` is when they were recorded. Attributes of CloudEvents are flat and their names small letters, so that
 * metadata is one of them as JSON; a revision may be larger than their integers are.
 */
const SOURCE = 'urn:ovation:log';
const VERSION = '1.0';
const MEDIA_TYPE = 'application/json';

const BEGINNING = `{"specversion":"${VERSION}"`;

/** True for text that begins as the lines of an export do. */
export const beginsAsExport = (text: string): boolean => text.startsWith(BEGINNING);

/** An event whose data and metadata are JSON, each in one line. */
export type EventText = Omit<RecordedText, 'position'>;

/** An event as a line, without its line feed. Everything but its position can be read back. */
export const lineOf = ({ id, type, stream, recordedAt, revision, metadata, data }: EventText): string =>
  `${BEGINNING},"id":"${id}","source":"${SOURCE}","type":${JSON.stringify(type)},"subject":${JSON.stringify(stream)},` +
  `"time":"${recordedAt}","datacontenttype":"${MEDIA_TYPE}","revision":"${String(revision)}",` +
  `"metadata":${JSON.stringify(metadata)},"data":${data}}`;

/** What is wrong with a line: goes after its number. */
export class LineProblem extends Error {
  override readonly name = 'LineProblem';
}

const isObject = (value: unknown): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The CloudEvent of a line. @throws LineProblem */
export function parseLine(text: string): { readonly [key: string]: Json } {
  let event: unknown;
  try {
    event = JSON.parse(text);
  } catch (error) {
    throw new LineProblem('is not JSON', { cause: error });
  }
  if (!isObject(event)) throw new LineProblem('is not a JSON object');
  if (event['specversion'] !== VERSION) throw new LineProblem(`is not a CloudEvent of version ${VERSION}`);
  return event;
}

const OF_EVENTS: ReadonlySet<string> = new Set([
  ...['specversion', 'id', 'source', 'type', 'subject', 'time', 'datacontenttype', 'revision', 'metadata', 'data'],
]);

function revisionOf(text: Json | undefined): bigint {
  const revision = typeof text === 'string' && /^(0|[1-9]\d{0,18})$/.test(text) ? BigInt(text) : undefined;
  if (revision === undefined || revision > MAX_REVISION) {
    throw new LineProblem(`has a revision that is none: ${JSON.stringify(text)}`);
  }
  return revision;
}

function metadataOf(text: Json | undefined): CarriedEvent['metadata'] {
  try {
    if (typeof text === 'string') return JSON.parse(text) as CarriedEvent['metadata'];
  } catch {
    // Told below, like what is no text.
  }
  throw new LineProblem('has metadata that cannot be read');
}

/** What every store would refuse is told before anything is written. @throws LineProblem */
function refuseWhatNoStoreTakes(event: CarriedEvent): void {
  const { stream, id, type, data, metadata, recordedAt } = event;
  try {
    const [checked] = checkAppend(stream, 'exists', [{ id, type, data, metadata, recordedAt }], DEFAULT_APPEND_LIMITS);
    if (checked?.id !== id) throw new LineProblem(`has an id that is not in small letters: ${id}`);
  } catch (error) {
    if (isEventStoreError(error)) throw new LineProblem(`cannot be stored: ${error.message}`, { cause: error });
    throw error;
  }
}

/**
 * The event of a CloudEvent that `lineOf` wrote.
 * @throws LineProblem for one that it did not.
 */
export function eventOf(cloudEvent: { readonly [key: string]: Json }): CarriedEvent {
  const unknown = Object.keys(cloudEvent).find((name) => !OF_EVENTS.has(name));
  if (unknown !== undefined) throw new LineProblem(`has the attribute ${JSON.stringify(unknown)}, which no event has`);
  if (cloudEvent['source'] !== SOURCE) throw new LineProblem(`does not come from a log of Ovation`);
  if (cloudEvent['datacontenttype'] !== MEDIA_TYPE) throw new LineProblem(`does not hold ${MEDIA_TYPE}`);
  const event = {
    id: cloudEvent['id'],
    type: cloudEvent['type'],
    stream: cloudEvent['subject'],
    recordedAt: cloudEvent['time'],
    revision: revisionOf(cloudEvent['revision']),
    metadata: metadataOf(cloudEvent['metadata']),
    data: cloudEvent['data'],
  } as CarriedEvent;
  if (typeof event.recordedAt !== 'string') throw new LineProblem('does not say when it was recorded');
  refuseWhatNoStoreTakes(event);
  return event;
}
