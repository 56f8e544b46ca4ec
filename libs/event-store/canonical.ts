import type { Json, RecordedEvent, RecordedText } from './port';

/** Names of fields with their quotes and colon, as they come again and again. */
const quoted = new Map<string, string>();
/** Names that somebody makes up must not fill the memory, neither by their number nor by their length. */
const MOST_QUOTED = 10_000;
const LONGEST_QUOTED = 64;

function quote(name: string): string {
  const known = quoted.get(name);
  if (known !== undefined) return known;
  const text = `${JSON.stringify(name)}:`;
  if (name.length <= LONGEST_QUOTED && quoted.size < MOST_QUOTED) quoted.set(name, text);
  return text;
}

/** Names of fields are compared by their UTF-16 units. They are few, and most are in order already. */
function sort(names: string[]): string[] {
  for (let index = 1; index < names.length; index += 1) {
    const name = names[index] as string;
    let at = index;
    for (let before = names[at - 1] as string; at > 0 && before > name; before = names[at - 1] as string) {
      names[at] = before;
      at -= 1;
    }
    names[at] = name;
  }
  return names;
}

const MANY = 50;

function writeObject(value: { readonly [name: string]: Json }): string {
  const names = Object.keys(value);
  let text = '';
  for (const name of names.length > MANY ? names.sort() : sort(names)) {
    text += `${text === '' ? '' : ','}${quote(name)}${write(value[name] as Json)}`;
  }
  return `{${text}}`;
}

function writeArray(values: readonly Json[]): string {
  let text = '';
  for (const value of values) text += `${text === '' ? '' : ','}${write(value)}`;
  return `[${text}]`;
}

function write(value: Json): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('A number is beyond all bounds.');
    return String(value);
  }
  return Array.isArray(value)
    ? writeArray(value as readonly Json[])
    : writeObject(value as { readonly [name: string]: Json });
}

/**
 * A value in one form, whoever writes it. Written for what events are made of, since every event of a log is brought into it
 * again and again; of others the library `canonicalize` makes the same.
 * @see RFC 8785
 * @throws RangeError for a number that is beyond all bounds.
 */
export const canonicalJson = (value: Json): string => write(value);

/** The same value with its fields in the order of that form, so that it is told before it is stored as it is told afterwards. */
export function inCanonicalOrder<T extends Json>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inCanonicalOrder) as unknown as T;
  const fields = value as { readonly [name: string]: Json };
  return Object.fromEntries(
    Object.keys(fields)
      .sort()
      .map((name) => [name, inCanonicalOrder(fields[name] as Json)]),
  ) as T;
}

type Head = Omit<RecordedText, 'position' | 'data' | 'metadata'>;

const writeEvent = ({ stream, revision, id, type, recordedAt }: Head, data: string, metadata: string): string =>
  `{"data":${data},"id":${write(id)},"metadata":${metadata},"recordedAt":${write(recordedAt)},` +
  `"revision":"${String(revision)}","stream":${write(stream)},"type":${write(type)}}`;

/**
 * Everything of an event but its position, which is its store's own, in one form.
 * @see RFC 8785
 * @throws RangeError for a number that is beyond all bounds.
 */
export const canonical = (event: Omit<RecordedEvent, 'position'>): string =>
  writeEvent(event, write(event.data), write(event.metadata));

/** The same of an event whose data and metadata are in that form already, as they are stored. */
export const canonicalOfText = (event: Omit<RecordedText, 'position'>): string =>
  writeEvent(event, event.data, event.metadata);
