import type { ValidateFunction } from 'ajv';
import Ajv from 'ajv';
import type { FilmEventType, MarketEventType } from '#acquisition/domain';
import { eventSchemas } from './schemas.generated';

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, object>>;
  readonly required?: readonly string[];
}

const { FilmFacts, MarketFacts, ...definitions } = eventSchemas.definitions as Readonly<Record<string, ObjectSchema>>;

/** What every stored event has beside what its type says. */
const ENVELOPE = {
  occurredAt: { $ref: '#/definitions/OccurredAt' },
  source: { $ref: '#/definitions/Source' },
} as const;

const withEnvelope = ({ properties = {}, required = [], ...rest }: ObjectSchema): ObjectSchema => ({
  ...rest,
  properties: { ...properties, ...ENVELOPE },
  required: [...required, ...Object.keys(ENVELOPE)],
});

const RECORDED = { ...FilmFacts?.properties, ...MarketFacts?.properties };

const stored = Object.entries(definitions).map(([name, definition]): [string, ObjectSchema] => [
  name,
  name in RECORDED ? withEnvelope(definition) : definition,
]);

const ajv = new Ajv({ allErrors: true, strict: false });
ajv.addSchema({ definitions: Object.fromEntries(stored) }, 'stored');

const validators = new Map<string, ValidateFunction>();

/** `stored`: an event as it is stored; `changes`: any of its own fields. */
function validatorOf(type: string, what: 'stored' | 'changes'): ValidateFunction {
  const key = `${what} ${type}`;
  const known = validators.get(key);
  if (known !== undefined) return known;
  const validate = ajv.compile(
    what === 'stored' ? { $ref: `stored#/definitions/${type}` } : { ...definitions[type], required: [], definitions },
  );
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
  const problems = problemsOf(validatorOf(type, 'stored'), data, '');
  return type === 'EntryCorrected' ? [...problems, ...changeProblems(data)] : problems;
}

/** Corrected fields must be fields of the event that they correct, and `null` may only take out what may be left out. */
function changeProblems({ type, changes }: Readonly<Record<string, unknown>>): readonly string[] {
  if (typeof type !== 'string' || typeof changes !== 'object') return [];
  const definition = definitions[type];
  if (definition === undefined) return [];
  const { required = [] } = definition;
  const takenOut = Object.entries(changes ?? {})
    .filter(([field, value]) => value === null && !required.includes(field))
    .map(([field]) => field);
  const given = Object.entries(changes ?? {}).filter(([field]) => !takenOut.includes(field));
  return problemsOf(validatorOf(type, 'changes'), Object.fromEntries(given), '/changes');
}
