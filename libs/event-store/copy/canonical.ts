import type { Json, RecordedEvent } from '../port';

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
 * Everything of an event but its position, which is its store's own, in one form. Written for this one shape, since every event
 * of a log is brought into it again and again; of others the library `canonicalize` makes the same.
 * @see RFC 8785
 * @throws RangeError for a number that is beyond all bounds.
 */
export const canonical = ({
  stream,
  revision,
  id,
  type,
  data,
  metadata,
  recordedAt,
}: Omit<RecordedEvent, 'position'>): string =>
  `{"data":${write(data)},"id":${write(id)},"metadata":${write(metadata)},"recordedAt":${write(recordedAt)},` +
  `"revision":"${String(revision)}","stream":${write(stream)},"type":${write(type)}}`;
