import { applyDecorators } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { isCurrency, parseDay, parseInstant, parseOccurredAt } from '#acquisition/domain';

/** Longest text of one field, in characters. */
export const MAX_TEXT = 10_000;
/** Longest name, title or label, in characters. */
export const MAX_NAME = 300;
/** Most items of one list. */
export const MAX_ITEMS = 200;

type Field = PropertyDecorator;
interface Options {
  readonly optional?: boolean;
}

type Schema = Exclude<Parameters<typeof JSONSchema>[0], (...given: never[]) => unknown>;

/** Left out is left out; `null` is not, and is no value of anything. */
const WhenGiven = ValidateIf((_details: object, value: unknown) => value !== undefined);

/** `form` is what the reference says beyond what the checks say. One decorator says all: a second would replace the first. */
const field = (
  description: string,
  { optional, form }: Options & { readonly form?: Schema },
  ...checks: Field[]
): Field => applyDecorators(...(optional ? [WhenGiven] : []), JSONSchema({ description, ...form }), ...checks);

const notBlank = Matches(/\S/, { message: '$property is blank: give at least one character' });

/** A short text: a name, a title, a label. */
export const Name = (description: string, options: Options = {}): Field =>
  field(description, options, IsString(), notBlank, MaxLength(MAX_NAME));

/** A text of any kind. */
export const Text = (description: string, options: Options = {}): Field =>
  field(description, options, IsString(), notBlank, MaxLength(MAX_TEXT));

/** A list of short texts. */
export const Names = (description: string, options: Options & { readonly least?: number } = {}): Field =>
  field(
    description,
    options,
    IsArray(),
    ArrayMinSize(options.least ?? 0),
    ArrayMaxSize(MAX_ITEMS),
    IsString({ each: true }),
    Matches(/\S/, { each: true, message: 'each value in $property must have at least one character' }),
    MaxLength(MAX_NAME, { each: true }),
  );

/** A list of UUIDs. */
export const Ids = (description: string): Field =>
  field(
    description,
    {},
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(MAX_ITEMS),
    IsString({ each: true }),
    MaxLength(100, { each: true }),
  );

/** The id of an entry. */
export const Id = (description: string, options: Options = {}): Field => field(description, options, IsUUID());

/** A whole number within bounds. */
export const Whole = (description: string, least: number, most: number, options: Options = {}): Field =>
  field(description, options, IsInt(), Min(least), Max(most));

/** A number within bounds. */
export const Quantity = (description: string, least: number, most: number, options: Options = {}): Field =>
  field(description, options, IsNumber({ allowInfinity: false, allowNaN: false }), Min(least), Max(most));

export const Flag = (description: string, options: Options = {}): Field => field(description, options, IsBoolean());

/** A text of a form. */
export const Matching = (
  form: RegExp,
  description: string,
  { hint, ...options }: Options & { readonly hint: string },
): Field =>
  field(description, options, IsString(), MaxLength(MAX_NAME), Matches(form, { message: `$property ${hint}` }));

/** One of some words. */
export const OneOf = (description: string, words: readonly string[], options: Options = {}): Field =>
  field(description, options, IsIn([...words]));

/** Some of some words. */
export const Somes = (description: string, words: readonly string[], options: Options = {}): Field =>
  field(description, options, IsArray(), ArrayMaxSize(MAX_ITEMS), IsIn([...words], { each: true }));

/** Fields of any kind, by name. */
export const AnyFields = (description: string, options: Options = {}): Field => field(description, options, IsObject());

/** An object with details of its own. */
export const Part = (description: string, type: () => new () => object, options: Options = {}): Field =>
  field(description, options, IsObject({ message: '$property must be an object' }), ValidateNested(), Type(type));

/** A list of objects with details of their own. */
export const Parts = (
  description: string,
  type: () => new () => object,
  options: Options & { readonly least?: number } = {},
): Field =>
  field(
    description,
    options,
    IsArray(),
    ArrayMinSize(options.least ?? 0),
    ArrayMaxSize(MAX_ITEMS),
    IsObject({ each: true, message: 'each value in $property must be an object' }),
    ValidateNested({ each: true }),
    Type(type),
  );

const parsed = (name: string, understands: (text: string) => boolean, message: string): Field =>
  ValidateBy({
    name,
    validator: {
      validate: (value: unknown) => typeof value === 'string' && understands(value),
      defaultMessage: () => `$property ${message}`,
    },
  });

/** A time of day. */
export const TimeOfDay = (description: string, options: Options = {}): Field =>
  field(
    description,
    options,
    Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: '$property must be a time of day, such as 19:30' }),
  );

/** A calendar date. */
export const DayField = (description: string, options: Options = {}): Field =>
  field(
    description,
    { ...options, form: { type: 'string', format: 'date' } },
    parsed('isDay', (text) => parseDay(text) !== undefined, 'must be a calendar date that exists, such as 2024-09-07'),
  );

/** A moment. */
export const InstantField = (description: string, options: Options = {}): Field =>
  field(
    description,
    { ...options, form: { type: 'string', format: 'date-time' } },
    parsed(
      'isInstant',
      (text) => parseInstant(text) !== undefined,
      'must be a moment with its offset, such as 2024-09-07T22:15:00Z',
    ),
  );

/** A moment, day, week, month or year. */
export const OccurredField = (description: string, options: Options = {}): Field =>
  field(
    description,
    { ...options, form: { type: 'string' } },
    parsed(
      'isOccurredAt',
      (text) => parseOccurredAt(text) !== undefined,
      'must be a date that exists: 2024, 2024-09, 2024-W36, 2024-09-07 or 2024-09-07T22:15:00Z',
    ),
  );

/** An ISO 4217 code. */
export const CurrencyField = (description: string, options: Options = {}): Field =>
  field(
    description,
    { ...options, form: { type: 'string' } },
    parsed('isCurrency', isCurrency, 'must be an ISO 4217 currency code, such as USD'),
  );

/** A SHA-256 digest. */
export const DigestField = (description: string, options: Options = {}): Field =>
  field(
    description,
    options,
    Matches(/^[0-9a-f]{64}$/, { message: '$property must be a SHA-256 digest: 64 hexadecimal digits, small letters' }),
  );

/** One or several texts: `"Benelux, Italy"` or `["Benelux", "Italy"]`. */
export const Words = (description: string, options: Options = {}): Field =>
  field(
    description,
    { ...options, form: { oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] } },
    ValidateBy({
      name: 'isWords',
      validator: {
        validate: (value: unknown) =>
          isWords(value) ||
          (Array.isArray(value) && value.length > 0 && value.length <= MAX_ITEMS && value.every(isWords)),
        defaultMessage: () => '$property must be a text or a list of texts, such as "Benelux, Italy"',
      },
    }),
  );

const isWords = (value: unknown): boolean => typeof value === 'string' && /\S/.test(value) && value.length <= MAX_TEXT;
