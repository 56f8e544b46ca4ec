import { plainToInstance } from 'class-transformer';
import type { ValidationError } from 'class-validator';
import { getMetadataStorage, validateSync } from 'class-validator';
import type { FieldProblem } from '#acquisition/domain';
import { nearestNames, proposals } from '#acquisition/domain';
import { invalidInput } from '../problems/problem';
import { textProblem } from './hostile-input';
import { quickRead } from './quick-read';

/** The fields that a class declares. */
function fieldsOf(type: object): readonly string[] {
  const checks = getMetadataStorage().getTargetValidationMetadatas(type as () => void, '', true, false);
  return [...new Set(checks.map(({ propertyName }) => propertyName))];
}

/** Messages begin with the name of the field, which stands beside them already. */
const withoutName = (message: string, property: string): string =>
  message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;

const UNKNOWN = 'whitelistValidation';

function problemAt(error: ValidationError, field: string): FieldProblem {
  const { constraints = {}, property, target } = error;
  if (UNKNOWN in constraints) {
    const nearest = target === undefined ? [] : nearestNames(property, proposals(fieldsOf(target.constructor)));
    return { field, message: 'is not a field of this request', ...(nearest.length === 0 ? {} : { nearest }) };
  }
  if (error.value === undefined) return { field, message: 'is missing' };
  return { field, message: [...new Set(Object.values(constraints))].map((m) => withoutName(m, property)).join(', ') };
}

function problemsIn(errors: readonly ValidationError[], within: string): readonly FieldProblem[] {
  return errors.flatMap((error) => {
    const isPlace = /^\d+$/.test(error.property) && within !== '';
    const field = isPlace
      ? `${within}[${error.property}]`
      : within === ''
        ? error.property
        : `${within}.${error.property}`;
    return [
      ...(error.constraints === undefined ? [] : [problemAt(error, field)]),
      ...problemsIn(error.children ?? [], field),
    ];
  });
}

/**
 * Input as its class declares it: known fields only, each with a value that can be.
 * @throws Problem naming every field that is wrong.
 */
export function readInput<T extends object>(type: new () => T, input: unknown): T {
  const given = input ?? {};
  if (typeof given !== 'object' || Array.isArray(given))
    throw invalidInput([{ field: 'body', message: 'must be a JSON object' }]);
  const quick = quickRead(type, given);
  if (quick !== undefined) return quick;
  const read = plainToInstance(type, given);
  const errors = validateSync(read, { whitelist: true, forbidNonWhitelisted: true });
  if (errors.length > 0) throw invalidInput(problemsIn(errors, ''));
  return read;
}

/**
 * The parameters of a query, as their class declares them.
 * @throws Problem naming every parameter that is wrong.
 */
export function readParameters<T extends object>(type: new () => T, query: unknown): T {
  const fields = Object.entries(query as Record<string, string | string[]>).flatMap(([field, value]) => {
    const message = [field, value]
      .flat()
      .map(textProblem)
      .find((problem) => problem !== undefined);
    return message === undefined ? [] : [{ field: textProblem(field) === undefined ? field : 'query', message }];
  });
  if (fields.length > 0) throw invalidInput(fields);
  return readInput(type, { ...(query as object) });
}
