import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { MAX, MIN } from 'class-validator';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import type { Schema } from './answers';

const PREFIX = '#/components/schemas/';

/** Fields of several types have none that is a class: what TypeScript notes of them says nothing. */
const NO_CLASS = `${PREFIX}Object`;

function withoutNoClass(schema: Schema): Schema {
  const { $ref, ...rest } = schema;
  return $ref === NO_CLASS || $ref === undefined ? rest : { ...rest, $ref };
}

/** The schema of every class that has checks, by its name: what a body or a query may have, and nothing beside it. */
export function inputSchemas(): Readonly<Record<string, Schema>> {
  const schemas = validationMetadatasToSchemas({
    classTransformerMetadataStorage: defaultMetadataStorage,
    refPointerPrefix: PREFIX,
    // A bound says nothing of whether the number is whole: the check of that does.
    additionalConverters: {
      [MIN]: ({ constraints }) => ({ minimum: Number(constraints[0]) }),
      [MAX]: ({ constraints }) => ({ maximum: Number(constraints[0]) }),
    },
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { properties = {}, ...schema }]) => {
      const fields = Object.entries(properties).map(([field, says]) => [field, withoutNoClass(says as Schema)]);
      return [name, { ...schema, properties: Object.fromEntries(fields) as Schema, additionalProperties: false }];
    }),
  );
}

/** Of `schemas`, those that `used` refers to, directly or not. */
export function reachable(schemas: Readonly<Record<string, Schema>>, used: unknown): Readonly<Record<string, Schema>> {
  const found = new Map<string, Schema>();
  const follow = (value: unknown): void => {
    const text = JSON.stringify(value);
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      const schema = schemas[name];
      if (schema === undefined || found.has(name)) continue;
      found.set(name, schema);
      follow(schema);
    }
  };
  follow(used);
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}
