import type { ValidateFunction } from 'ajv';
import Ajv from 'ajv';
import type { FilmEventType, MarketEventType } from '#acquisition/domain';
import { eventSchemas } from './schemas.generated';

const ajv = new Ajv({ allErrors: true, strict: false });
ajv.addSchema(eventSchemas, 'events');

const validators = new Map<string, ValidateFunction>();

function validatorOf(name: string, partial: boolean): ValidateFunction {
  const key = partial ? `part of ${name}` : name;
  const known = validators.get(key);
  if (known !== undefined) return known;
  const definition = eventSchemas.definitions[name as keyof typeof eventSchemas.definitions];
  const validate = partial
    ? ajv.compile({ ...definition, required: [], definitions: eventSchemas.definitions })
    : ajv.compile({ $ref: `events#/definitions/${name}` });
  validators.set(key, validate);
  return validate;
}

const problemsOf = (validate: ValidateFunction, value: unknown, path: string): readonly string[] =>
  validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message, params }) => {
        const extra = 'additionalProperty' in params ? `: ${String(params['additionalProperty'])}` : '';
        return `${path}${instancePath} ${message ?? 'is wrong'}${extra}.`;
      });

/**
 * What is wrong with the stored data of an event, a sentence each; empty when it is in order. The schemas are generated
 * from the types of the domain (`npm run generate`), so that the two cannot drift.
 */
export function dataProblems(
  type: FilmEventType | MarketEventType,
  data: Readonly<Record<string, unknown>>,
): readonly string[] {
  const { occurredAt, source, ...facts } = data;
  return [
    ...problemsOf(validatorOf(type, false), facts, ''),
    ...problemsOf(validatorOf('OccurredAt', false), occurredAt, '/occurredAt'),
    ...problemsOf(validatorOf('Source', false), source, '/source'),
    ...(type === 'EntryCorrected' ? changeProblems(facts) : []),
  ];
}

/** Corrected fields must be fields of the event that they correct, and `null` may only take out what may be left out. */
function changeProblems({ type, changes }: Readonly<Record<string, unknown>>): readonly string[] {
  if (typeof type !== 'string' || !(type in eventSchemas.definitions) || typeof changes !== 'object') return [];
  const definition = eventSchemas.definitions[type as keyof typeof eventSchemas.definitions];
  const required = 'required' in definition ? (definition.required as readonly string[]) : [];
  const takenOut = Object.entries(changes ?? {})
    .filter(([field, value]) => value === null && !required.includes(field))
    .map(([field]) => field);
  const given = Object.entries(changes ?? {}).filter(([field]) => !takenOut.includes(field));
  return problemsOf(validatorOf(type, true), Object.fromEntries(given), '/changes');
}
