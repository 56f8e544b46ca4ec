import type { ChronicleProblem } from './chronicle';

/** Objects and lists within each other; real chronicles have four. */
export const DEEPEST_NESTING = 32;
const LONGEST_SHOWN = 60;

/** Something in a chronicle is not what the format says. */
export class WrongShape extends Error {
  override readonly name = 'WrongShape';
  constructor(readonly problem: ChronicleProblem) {
    super(problem.message);
  }
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** A list of texts, none of them blank; undefined for anything else. */
export const listOfTexts = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.every(isText) ? value : undefined;

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (isObject(value)) return 'an object';
  const json = JSON.stringify(value);
  return json.length > LONGEST_SHOWN ? `${json.slice(0, LONGEST_SHOWN)}…` : json;
}

/** @param field `''` for the film or row as a whole. */
export function wrongShape(place: string, field: string, expected: string, found: unknown): WrongShape {
  const what = field === '' ? place : `${place}, field ${field}`;
  const message = `${what}: expected ${expected}, found ${shown(found)}.`;
  return new WrongShape({
    code: 'wrong-shape',
    message,
    place,
    ...(field === '' ? {} : { field }),
    expected,
  });
}

/** @throws WrongShape for what cannot be kept as it stands: numbers beyond what a number holds, nesting without end. */
export function refuseUnkeepable(value: unknown, place: string, field: string, depth = 0): void {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw wrongShape(place, field, 'a number that can be kept', String(value));
  }
  if (typeof value !== 'object' || value === null) return;
  if (depth >= DEEPEST_NESTING) {
    throw wrongShape(place, field, `at most ${String(DEEPEST_NESTING)} objects and lists within each other`, '…');
  }
  for (const [key, inner] of Object.entries(value)) {
    refuseUnkeepable(inner, place, field === '' ? key : field, depth + 1);
  }
}
