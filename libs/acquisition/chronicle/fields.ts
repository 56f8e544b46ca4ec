import { isObject, isText, listOfTexts } from './shape';

/**
 * The fields of a row, taken one by one as what an event has a place for. What is not taken, or is not of the shape that
 * the place takes, is left over and kept: so no field can be forgotten.
 */
export interface Fields {
  text(...names: readonly string[]): string | undefined;
  /** A list of texts, or one text. */
  texts(...names: readonly string[]): readonly string[] | undefined;
  number(name: string): number | undefined;
  whole(name: string): number | undefined;
  flag(name: string): boolean | undefined;
  object(name: string): Readonly<Record<string, unknown>> | undefined;
  /** Looks without taking. */
  peek(name: string): unknown;
  take(...names: readonly string[]): void;
  /** Puts something beside what is left over. */
  keep(name: string, value: unknown): void;
  left(): Readonly<Record<string, unknown>>;
}

const textsOf = (value: unknown): readonly string[] | undefined => {
  const texts = isText(value) ? [value] : listOfTexts(value);
  return texts?.length === 0 ? undefined : texts;
};

/** A field without a value says nothing that could be lost. */
const isBlank = (value: unknown): boolean => value === undefined || value === null;

export function takeFields(fields: Readonly<Record<string, unknown>>): Fields {
  const left = new Map(Object.entries(fields));
  const taking =
    <T>(read: (value: unknown) => T | undefined) =>
    (...names: readonly string[]): T | undefined => {
      for (const name of names) {
        const value = left.get(name);
        const found = isBlank(value) ? undefined : read(value);
        if (found !== undefined || value === null) left.delete(name);
        if (found !== undefined) return found;
      }
      return undefined;
    };
  const isNumber = (value: unknown): value is number => typeof value === 'number' && value >= 0;
  return {
    text: taking((value) => (isText(value) ? value : undefined)),
    texts: taking(textsOf),
    number: taking((value) => (isNumber(value) ? value : undefined)),
    whole: taking((value) => (isNumber(value) && Number.isSafeInteger(value) ? value : undefined)),
    flag: taking((value) => (typeof value === 'boolean' ? value : undefined)),
    object: taking((value) => (isObject(value) ? value : undefined)),
    peek: (name) => left.get(name),
    take: (...names) => {
      for (const name of names) left.delete(name);
    },
    keep: (name, value) => void left.set(name, value),
    left: () => Object.fromEntries(left),
  };
}
