import { TransformationType } from 'class-transformer';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import type { ValidatorConstraintInterface } from 'class-validator';
import { ValidationTypes, getMetadataStorage } from 'class-validator';

type Class = new () => object;
type Fields = Readonly<Record<string, unknown>>;
type Metadata = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

/** Something that the value of a field, or each of a list of them, must pass. */
interface Check {
  readonly validator: ValidatorConstraintInterface;
  readonly constraints: Metadata['constraints'];
  readonly each: boolean;
}

interface Field {
  readonly name: string;
  /** The checks are made where all of these say so. */
  readonly conditions: readonly ((object: object, value: unknown) => boolean)[];
  readonly checks: readonly Check[];
  /** What its value becomes before it is checked. */
  readonly kind: 'as it is' | 'number' | 'parts' | 'other';
  /** The class of its parts. */
  readonly part: Class | undefined;
}

/** What a class declares, gathered once: class-validator gathers it for every object anew. */
interface Plan {
  readonly type: Class;
  readonly fields: ReadonlyMap<string, Field>;
}

const constraintsOf = ({ constraintCls }: Metadata) =>
  getMetadataStorage().getTargetValidatorConstraints(constraintCls);

/** What is declared by means that nothing here uses is left to class-validator. */
const isUnknown = (metadata: Metadata): boolean => {
  const { type, groups, always, validateIf } = metadata as Partial<Metadata>;
  if (groups?.length || always !== undefined || validateIf !== undefined) return true;
  if (type === ValidationTypes.NESTED_VALIDATION || type === ValidationTypes.CONDITIONAL_VALIDATION) return false;
  return type !== ValidationTypes.CUSTOM_VALIDATION || constraintsOf(metadata).some((constraint) => constraint.async);
};

function fieldOf(type: Class, name: string, metadata: readonly Metadata[]): Field {
  const of = (kind: string) => metadata.filter((each) => each.type === kind);
  const transforms = defaultMetadataStorage.findTransformMetadatas(type, name, TransformationType.PLAIN_TO_CLASS);
  const typed = (defaultMetadataStorage.findTypeMetadata(type, name) as TypeMetadata | undefined)?.typeFunction();
  const hasParts = of(ValidationTypes.NESTED_VALIDATION).length > 0;
  const kindOf = (): Field['kind'] => {
    if (transforms.length > 0) return 'other';
    if (hasParts) return typed === undefined || typed === Number ? 'other' : 'parts';
    if (typed === undefined) return 'as it is';
    return typed === Number ? 'number' : 'other';
  };
  return {
    name,
    conditions: of(ValidationTypes.CONDITIONAL_VALIDATION).map(
      ({ constraints }) => constraints[0] as Field['conditions'][0],
    ),
    checks: of(ValidationTypes.CUSTOM_VALIDATION).flatMap((each) =>
      constraintsOf(each).map(({ instance }) => ({
        validator: instance,
        constraints: each.constraints,
        each: each.each,
      })),
    ),
    kind: kindOf(),
    part: kindOf() === 'parts' ? (typed as Class) : undefined,
  };
}

interface TypeMetadata {
  typeFunction(): unknown;
}

const plans = new Map<Class, Plan | undefined>();

function planOf(type: Class): Plan | undefined {
  if (plans.has(type)) return plans.get(type);
  const storage = getMetadataStorage();
  const metadata = storage.getTargetValidationMetadatas(type, '', false, false);
  const fields = Object.entries(storage.groupByPropertyName(metadata)).map(([name, of]) => fieldOf(type, name, of));
  const plan =
    metadata.length === 0 || metadata.some(isUnknown)
      ? undefined
      : { type, fields: new Map(fields.map((field) => [field.name, field])) };
  plans.set(type, plan);
  return plan;
}

/** What stands for a value that is not in order, or about which nothing is said here. */
const NOT_READ = Symbol('not read');

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function valueOf({ kind, part }: Field, value: unknown): unknown {
  switch (kind) {
    case 'as it is':
      return value;
    case 'number':
      return typeof value === 'string' ? Number(value) : NOT_READ;
    case 'parts': {
      if (!Array.isArray(value)) return partOf(part, value);
      const parts = value.map((one) => partOf(part, one));
      return parts.includes(NOT_READ) ? NOT_READ : parts;
    }
    case 'other':
      return NOT_READ;
  }
}

const partOf = (part: Class | undefined, value: unknown): unknown =>
  part === undefined || !isObject(value) ? NOT_READ : (quickRead(part, value) ?? NOT_READ);

function isInOrder({ name, conditions, checks }: Field, object: object, value: unknown): boolean {
  if (!conditions.every((condition) => condition(object, value))) return typeof value !== 'object' || value === null;
  return checks.every(({ validator, constraints, each }) => {
    const passes = (one: unknown): boolean =>
      validator.validate(one, { value, constraints, object, property: name, targetName: '' }) === true;
    return each && Array.isArray(value) ? value.every(passes) : passes(value);
  });
}

/**
 * An object of this class from input that is in order, as class-transformer and class-validator would make and pass it, by
 * the same checks. Undefined for all other input: only class-validator says what is wrong with it.
 */
export function quickRead<T extends object>(type: new () => T, input: object): T | undefined {
  const plan = planOf(type);
  if (plan === undefined) return undefined;
  const read: Record<string, unknown> = new plan.type() as Fields;
  for (const [name, given] of Object.entries(input)) {
    const field = plan.fields.get(name);
    const value = field === undefined ? NOT_READ : valueOf(field, given);
    if (field === undefined || value === NOT_READ || !isInOrder(field, input, value)) return undefined;
    read[name] = value;
  }
  for (const field of plan.fields.values())
    if (!Object.hasOwn(input, field.name) && !isInOrder(field, input, undefined)) return undefined;
  return read as T;
}
