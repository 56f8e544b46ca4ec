/** A JSON Schema, as OpenAPI 3.1 takes it. */
export type Schema = Readonly<Record<string, unknown>>;

export const text = { type: 'string' } as const;
export const whole = { type: 'integer' } as const;
export const flag = { type: 'boolean' } as const;
export const share = { type: 'number', minimum: 0, maximum: 1 } as const;
export const orNull = (schema: Schema): Schema => ({ oneOf: [schema, { type: 'null' }] });
export const listOf = (items: Schema): Schema => ({ type: 'array', items });
export const anything = { type: 'object', additionalProperties: true } as const;
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** An object with these fields, all of them there unless named in `optional`; more may follow. */
export const object = (properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema => ({
  type: 'object',
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
});

export const items = (name: string): Schema => object({ items: listOf(ref(name)) });
export const pageOf = (name: string): Schema => object({ items: listOf(ref(name)), next: orNull(text) });

/** An answer that says of which moment it is, where one was asked for. */
export const ofMoment = (properties: Readonly<Record<string, Schema>>): Schema =>
  object({ ...properties, moment: object({ asOf: text, knownAt: text }) }, ['moment']);
export const pageOfMoment = (name: string): Schema => ofMoment({ items: listOf(ref(name)), next: orNull(text) });

export const total = object({ currency: text, minMinor: whole, maxMinor: orNull(whole), unknown: whole });
export const figures = object({ offered: listOf(total), reserved: listOf(total), committed: listOf(total) });
export const filmNamed = object({ filmId: text, slug: text, title: text });
export const conflict = object({ kind: text, dealId: text, offerId: text, buyer: text, overlap: text }, [
  'dealId',
  'offerId',
  'buyer',
]);

export const recorded = {
  revision: text,
  position: text,
  repeated: flag,
  events: listOf(object({ id: text, type: text, revision: text, data: anything })),
} as const;

export const reporting = { currency: text, ratesOn: text, publishedBy: text } as const;
