import { applyDecorators } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsOptional } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { CurrencyField, DayField, Flag, MAX_ITEMS, Name, OneOf, Whole } from '#acquisition/commands';

/** Largest `limit` that is understood; the configuration sets the one that is allowed. */
const LARGEST_LIMIT = 10_000;

/** What every query takes. */
export class QueryParameters {
  @Name('A position that an answer gave: waits until the views are there. The header `at-least` does the same.', {
    optional: true,
  })
  atLeast?: string;
}

/** What every query takes that shows a status. */
export class MomentParameters extends QueryParameters {
  @Name('What had happened by then: a date (to its end) or a moment. Default: now.', { optional: true })
  asOf?: string;

  @Name('What had been recorded by then: a moment or a date (to its end). Default: now.', { optional: true })
  knownAt?: string;
}

const DIRECTIONS = ['ascending', 'descending'] as const;

/** Rows of a page. */
export const Limit = (): PropertyDecorator =>
  applyDecorators(
    Type(() => Number),
    Whole('Most rows of the page. Default: 50.', 1, LARGEST_LIMIT, { optional: true }),
  );

/** Where a page begins. */
export const Cursor = (): PropertyDecorator =>
  applyDecorators(
    IsOptional(),
    JSONSchema({
      type: 'string',
      description: '`next` of the page before, with the same filters.',
    }),
    OneText(),
  );

const OneText = (): PropertyDecorator =>
  // A parameter that is given twice arrives as a list.
  Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.join() : value));

/** What every query takes that answers page by page. */
export class PageParameters extends QueryParameters {
  @Limit()
  limit?: number;

  @Cursor()
  cursor?: string;
}

/** What every query takes that shows a status with sums. */
export class ReportingParameters extends MomentParameters {
  @CurrencyField('Brings sums into this currency as well, by the rates of `ratesOn`.', { optional: true })
  currency?: string;

  @DayField('The day of the rates; needed with `currency`.', { optional: true })
  ratesOn?: string;
}

/** Page by page, of a moment. */
export class MomentPageParameters extends MomentParameters {
  @Limit()
  limit?: number;

  @Cursor()
  cursor?: string;
}

/** More days than anything can be late. */
const MOST_DAYS = 100_000;

/** A number of days. */
export const Days = (description: string): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value,
    ),
    Whole(description, 0, MOST_DAYS, { optional: true }),
  );

/** Yes or no. */
export const YesOrNo = (description: string): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value)),
    Flag(`${description} Default: false.`, { optional: true }),
  );

/** Which way. */
export const Direction = (byDefault: (typeof DIRECTIONS)[number]): PropertyDecorator =>
  OneOf(`Default: ${byDefault}.`, DIRECTIONS, { optional: true });

/** Several of some words: `a,b`, or the parameter given several times. */
export const Several = (description: string, words: readonly string[]): PropertyDecorator =>
  applyDecorators(
    IsOptional(),
    JSONSchema({
      description: `${description} Several with commas between them.`,
      type: 'array',
      items: { type: 'string', enum: [...words] },
    }),
    Transform(({ value }: { value: unknown }) =>
      [value].flat().flatMap((text) => (typeof text === 'string' ? text.split(',').map((one) => one.trim()) : [text])),
    ),
    ArrayMaxSize(MAX_ITEMS),
    IsIn([...words], { each: true, message: `must be among ${words.join(', ')}` }),
  );

/** Fields that were given, under the names of a query; those that were not are left out. */
export const givenOnly = <T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
